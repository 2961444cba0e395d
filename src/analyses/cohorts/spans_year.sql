-- grain: one row per day with a booking: the year it lies in
-- units: calendar years
-- source: the calendar
select
  day,
  year(day) as span,
  date_trunc('year', day)::date as starts_on,
  (date_trunc('year', day) + interval 1 year)::date as ends_before
from calendar
