-- grain: one row per stage (after the 1st, 2nd, 3rd, 4th or later purchase) and number of whole days
-- units: customers who bought again after exactly so many days; customers last seen so long after it (right-censored)
-- source: durations for the estimate of Kaplan & Meier 1958
select
  case when nth < 4 then nth else 4 end::integer as stage,
  days,
  count(*) filter (returned) as events,
  count(*) filter (not returned) as censored
from gaps
group by stage, days
order by stage, days
