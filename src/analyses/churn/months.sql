-- grain: one row per stage, month of the purchase waited from and number of whole days
-- units: customers, as in durations.sql
-- source: Williams 1995 (customers of one month are alike)
with spans as (
  select day, date_trunc('month', day)::date as starts_on from calendar
)
select
  case when g.nth < 4 then g.nth else 4 end::integer as stage,
  b.starts_on,
  g.days,
  count(*) filter (g.returned) as events,
  count(*) filter (not g.returned) as censored
from gaps as g
join spans as b on b.day = g.purchased_on
group by stage, b.starts_on, g.days
order by stage, b.starts_on, g.days
