-- grain: one row per customer with at least one purchase up to the as-of date
-- units: days to the as-of date, revenue in the dataset's currency
-- source: recency, frequency and monetary value (Hughes 1994)
select
  l.customer,
  min(l.booked_on) filter (l.nth is not null) as first_on,
  max(l.booked_on) filter (l.nth is not null) as last_on,
  any_value(s.as_of) - max(l.booked_on) filter (l.nth is not null) as recency_days,
  count(l.nth) as purchases,
  sum(l.orders) as orders,
  sum(l.revenue) as revenue,
  sum(l.revenue) filter (l.nth = 1) as first_revenue,
  count(l.nth) filter (l.booked_on >= s.from_on) as window_purchases,
  coalesce(sum(l.revenue) filter (l.booked_on >= s.from_on), 0) as window_revenue
from ledger as l, scope as s
group by l.customer
having count(l.nth) > 0
