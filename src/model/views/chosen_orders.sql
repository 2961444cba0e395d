-- grain: one row per order of the chosen customers with at least one of the chosen products and of the chosen categories in it
-- units: as in orders; an order is counted with all that is in it
-- source: own definition: an order is one checkout; customers are chosen with all their orders
with positions as (
  select
    l.order_key,
    bool_or(list_contains(s.products, coalesce(l.product, l.sku))) as of_products,
    bool_or(list_contains(s.categories, l.category)) as of_categories
  from order_lines as l, scope as s
  where len(s.products) + len(s.categories) > 0
  group by l.order_key
)
select
  o.order_key,
  o.customer,
  o.ordered_on,
  o.kind,
  o.net,
  o.vat,
  o.shipping,
  o.refunded_share,
  o.country,
  o.channel,
  o.coupon
from orders as o
cross join scope as s
left join positions as p using (order_key)
where (len(s.products) = 0 or p.of_products)
  and (len(s.categories) = 0 or p.of_categories)
  and (not s.some_customers or o.customer in (select customer from chosen_customers))
