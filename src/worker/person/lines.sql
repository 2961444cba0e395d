-- grain: one row per position of the orders of a customer
-- units: net in the dataset's currency, without VAT
-- source: PRODUCT §1
select l.order_key, coalesce(l.product, l.sku) as product, l.category, l.quantity, l.net
from order_lines as l
join bookings as b using (order_key)
where b.customer = $customer::integer and coalesce(l.product, l.sku) is not null
order by l.order_key, l.net desc, product
