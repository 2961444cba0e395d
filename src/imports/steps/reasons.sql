-- grain: one row per file and reason
-- units: rows; orders that are missing because of it and their goods value as exported
-- source: PRODUCT §3 Q1
with orders as (
  select source, reason, count(*) as orders, sum(goods) as revenue
  from order_groups
  where reason is not null
  group by source, reason
),
rows as (
  select source, reason, count(*) as rows from set_aside group by source, reason
)
select r.source, r.reason, r.rows, coalesce(o.orders, 0) as orders, coalesce(o.revenue, 0) as revenue
from rows as r
left join orders as o using (source, reason)
order by r.source, r.rows desc, r.reason
