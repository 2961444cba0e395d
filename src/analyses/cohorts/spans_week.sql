-- grain: one row per day with a booking: the week it lies in
-- units: weeks since Monday, 1 January 1900
-- source: the calendar; a week starts on Monday (ISO 8601)
select
  day,
  ((day - date '1900-01-01') // 7)::integer as span,
  date_trunc('week', day)::date as starts_on,
  date_trunc('week', day)::date + 7 as ends_before
from calendar
