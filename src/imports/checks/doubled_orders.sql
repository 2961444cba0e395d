-- grain: one row per example, with the facts in each
-- units: orders beyond the first of the same customer, day and amount, and their net revenue
-- source: PRODUCT §3 Q1; same customer, same day, same amount, another order number
with doubled as materialized (
  select
    customer,
    ordered_on,
    net,
    count(*) - 1 as more,
    min(order_id) as order_id,
    max(order_id) as other_order_id
  from orders
  where kind = 'sale' and net > 0 and customer is not null and order_id is not null
  group by customer, ordered_on, net
  having min(order_id) < max(order_id)
),
facts as (
  select
    coalesce(sum(more), 0) as orders,
    coalesce(sum(more * net), 0)::decimal(18, 4) as revenue,
    count(distinct customer) as customers
  from doubled
),
examples as (
  select order_id, other_order_id, ordered_on, net from doubled order by net desc, ordered_on, order_id limit 5
)
select f.orders, f.revenue, f.customers, e.order_id, e.other_order_id, e.ordered_on, e.net
from facts as f
left join examples as e on true
order by e.net desc, e.ordered_on, e.order_id
