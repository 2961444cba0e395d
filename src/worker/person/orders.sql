-- grain: one row per order of a customer up to the as-of date, a refund document included
-- units: revenue in the dataset's currency by the scope's basis
-- source: PRODUCT §1 (net revenue)
select
  b.order_key,
  o.order_id,
  b.booked_on,
  b.is_sale,
  b.revenue,
  b.country,
  b.channel,
  b.coupon
from bookings as b
join orders as o using (order_key)
where b.customer = $customer::integer
order by b.booked_on, o.ordered_at, b.order_key
