-- grain: one row per example, with the facts in each
-- units: customers with at least $share of all orders and at least $least_orders; their orders and net revenue
-- source: PRODUCT §3 Q4 (B2B and staff)
with total as (
  select count(*) as orders from orders where kind = 'sale'
),
big as materialized (
  select o.customer, count(*) as orders, sum(o.net) as revenue, count(*) / any_value(t.orders) as orders_share
  from orders as o, total as t
  where o.kind = 'sale' and o.customer is not null
  group by o.customer
  having count(*) >= $least_orders and count(*) >= $share * any_value(t.orders)
),
facts as (
  select count(*) as big_customers, coalesce(sum(orders), 0) as big_orders, coalesce(sum(revenue), 0) as big_revenue from big
),
examples as (
  select customer, orders, revenue, orders_share from big order by orders desc, customer limit 5
)
select f.big_customers, f.big_orders, f.big_revenue, coalesce(c.customer_id, c.email) as customer, e.orders, e.revenue, e.orders_share
from facts as f
left join examples as e on true
left join customers as c on c.customer = e.customer
order by e.orders desc, e.customer
