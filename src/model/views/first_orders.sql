-- grain: one row per customer with at least one purchase up to the as-of date
-- units: of the first order; null where it names none
-- source: own definition: cohorts by first channel, country, coupon
with firsts as (
  select b.customer, min(b.order_key) as order_key
  from bookings as b
  join customer_history as h on h.customer = b.customer and h.first_on = b.booked_on
  where b.is_sale
  group by b.customer
)
select f.customer, b.country, b.channel, b.coupon
from firsts as f
join bookings as b using (order_key)
