-- grain: one row per day with a booking: the quarter it lies in
-- units: quarters since year 0
-- source: the calendar
select
  day,
  year(day) * 4 + quarter(day) - 1 as span,
  date_trunc('quarter', day)::date as starts_on,
  (date_trunc('quarter', day) + interval 3 month)::date as ends_before
from calendar
