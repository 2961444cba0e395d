-- grain: one row per row of a file that is not used
-- units: row of data, from 0; the first reason that applies
-- source: PRODUCT §3 Q1
with unused as materialized (
  select g.source, g.order_id, g.first_row, o.reason
  from order_reasons as o
  join order_groups as g using (order_key)
)
select source, row, reason from orders_rows where reason is not null
union all
select r.source, r.row, u.reason
from orders_rows as r
join unused as u on u.source = r.source and u.order_id = r.order_id
where r.reason is null
union all
select source, first_row, reason from unused where order_id is null
union all
select source, row, reason from customers_rows where reason is not null
union all
select source, row, reason from events_rows where reason is not null
union all
select source, row, reason from spend_rows where reason is not null
