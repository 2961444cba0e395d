-- grain: one row per example, with the facts in each
-- units: sales under a coupon that names staff ($coupons); their customers and net revenue
-- source: PRODUCT §3 Q4 (staff)
with staff as materialized (
  select coupon, customer, net from orders where kind = 'sale' and regexp_matches(coupon, $coupons, 'i')
),
coupons as (
  select coupon, count(*) as orders, count(distinct customer) as customers, sum(net) as revenue from staff group by coupon
),
facts as (
  select
    count(*) as all_orders,
    count(distinct customer) as all_customers,
    coalesce(sum(net), 0) as all_revenue
  from staff
),
examples as (
  select coupon, customers, orders, revenue from coupons order by orders desc, coupon limit 5
)
select f.all_orders, f.all_customers, f.all_revenue, e.coupon, e.customers, e.orders, e.revenue
from facts as f
left join examples as e on true
order by e.orders desc, e.coupon
