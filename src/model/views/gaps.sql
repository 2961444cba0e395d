-- grain: one row per purchase occasion
-- units: whole days to the customer's next purchase or, where none followed, to the as-of date (right-censored)
-- source: durations as Kaplan & Meier 1958 take them (who has not returned by the as-of date is censored, never lost)
select
  p.customer,
  p.nth,
  p.purchased_on,
  coalesce(p.next_on, s.as_of) - p.purchased_on as days,
  p.next_on is not null as returned
from purchases as p, scope as s
