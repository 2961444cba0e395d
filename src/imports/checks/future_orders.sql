-- grain: one row per example, with the facts in each
-- units: orders and refunds after today, their net revenue; $zone_days: how far clocks of the world may be ahead
-- source: PRODUCT §1 (as-of date: the day of the last order)
with future as materialized (
  select order_id, ordered_on, net, customer
  from orders
  where ordered_on > $today::date + $zone_days::integer
),
facts as (
  select
    count(*) as orders,
    coalesce(sum(net), 0) as revenue,
    count(distinct customer) as customers,
    max(ordered_on) as last_on
  from future
),
examples as (
  select order_id, ordered_on, net from future order by ordered_on desc, order_id limit 5
)
select f.orders, f.revenue, f.customers, f.last_on, e.order_id, e.ordered_on, e.net
from facts as f
left join examples as e on true
order by e.ordered_on desc, e.order_id
