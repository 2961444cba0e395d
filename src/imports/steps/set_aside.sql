-- grain: one row per row of a file that is not used
-- units: row of data, from 0; the first reason that applies
-- source: PRODUCT §3 Q1
select source, row, reason from orders_rows where reason is not null
union all
select r.source, r.row, g.reason
from orders_rows as r
join order_groups as g on g.source = r.source and g.order_id = r.order_id
where r.reason is null and g.reason is not null
union all
select r.source, r.row, g.reason
from orders_rows as r
join order_groups as g on g.source = r.source and g.first_row = r.row and g.order_id is null
where r.reason is null and r.order_id is null and g.reason is not null
union all
select source, row, reason from customers_rows where reason is not null
union all
select source, row, reason from events_rows where reason is not null
union all
select source, row, reason from spend_rows where reason is not null
