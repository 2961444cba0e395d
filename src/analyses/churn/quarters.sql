-- grain: one row per quarter of the first purchase and number of whole days to the second
-- units: customers, as in durations.sql
-- source: PRODUCT §3 S7
with spans as (
  select day, date_trunc('quarter', day)::date as starts_on from calendar
)
select
  b.starts_on,
  g.days,
  count(*) filter (g.returned) as events,
  count(*) filter (not g.returned) as censored
from gaps as g
join spans as b on b.day = g.purchased_on
where g.nth = 1
group by b.starts_on, g.days
order by b.starts_on, g.days
