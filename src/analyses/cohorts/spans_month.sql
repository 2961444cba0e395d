-- grain: one row per day with a booking: the month it lies in
-- units: months since year 0
-- source: the calendar
select
  day,
  year(day) * 12 + month(day) - 1 as span,
  date_trunc('month', day)::date as starts_on,
  (date_trunc('month', day) + interval 1 month)::date as ends_before
from calendar
