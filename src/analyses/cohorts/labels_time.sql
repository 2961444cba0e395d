-- grain: one row per week, month, quarter or year with a booking
-- units: first day of it
-- source: the calendar; a week starts on Monday (ISO 8601)
select distinct span as cohort, starts_on as cohort_on, null::bigint as place, null::varchar as member
from spans
