-- grain: one row
-- units: events of the files, those after the as-of date and those up to it whose person is no customer or contact of the
--   shop; the first day of all
-- source: own definition: what the events of the files cover
select
  count(*) as events,
  count(*) filter (e.occurred_on > s.as_of) as later_events,
  count(*) filter (e.occurred_on <= s.as_of and e.customer is null) as strange_events,
  min(e.occurred_on) as first_on
from events as e, scope as s
