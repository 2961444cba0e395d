-- grain: one row per customer with a product on the day of her first purchase up to the as-of date
-- units: of the position with the largest net amount on that day; null where it names none
-- source: own definition: cohorts by first product
select
  b.customer,
  arg_max(coalesce(l.product, l.sku), (l.net, l.product, l.sku)) as product,
  arg_max(l.category, (l.net, l.category)) as category
from bookings as b
join customer_history as h on h.customer = b.customer and h.first_on = b.booked_on
join order_lines as l on l.order_key = b.order_key
where b.is_sale
group by b.customer
