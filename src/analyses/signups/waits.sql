-- grain: one row per source, outcome and number of days from the sign-up; `people` is people.sql
-- units: contacts; days to the first order or, without one, to the as-of date, empty without a day of sign-up; the row without a source names none
-- source: Kaplan & Meier 1958 (who has not ordered is censored, never counted as a no)
select source, outcome, wait_days as days, count(*) as contacts
from people
group by all
order by source nulls last, outcome, days
