-- grain: one row per order
-- units: as in orders
-- source: without a filter by products or customers all orders are looked at; chosen_orders.sql otherwise
select order_key, customer, ordered_on, kind, net, vat, shipping, refunded_share, country, channel, coupon
from orders
