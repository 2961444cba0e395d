-- grain: one row per day with a booking: the year it lies in
-- units: calendar years
-- source: PRODUCT §3 H6
select
  day,
  year(day) as span,
  date_trunc('year', day)::date as starts_on,
  (date_trunc('year', day) + interval 1 year)::date as ends_before
from calendar
