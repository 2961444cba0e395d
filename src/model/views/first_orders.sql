-- grain: one row per customer with at least one purchase up to the as-of date
-- units: of the first order, and of the position with the largest net amount on the day of it; null where it names none
-- source: own definition: cohorts by first product, channel, country, coupon
with opening as not materialized (
  select b.customer, b.order_key, b.country, b.channel, b.coupon
  from bookings as b
  join customer_history as h on h.customer = b.customer and h.first_on = b.booked_on
  where b.is_sale
),
orders_of as (
  select
    customer,
    first(country order by order_key) as country,
    first(channel order by order_key) as channel,
    first(coupon order by order_key) as coupon
  from opening
  group by customer
),
products_of as (
  select
    o.customer,
    arg_max(coalesce(l.product, l.sku), (l.net, l.product, l.sku)) as product,
    arg_max(l.category, (l.net, l.category)) as category
  from opening as o
  join order_lines as l using (order_key)
  group by o.customer
)
select f.customer, f.country, f.channel, f.coupon, p.product, p.category
from orders_of as f
left join products_of as p using (customer)
