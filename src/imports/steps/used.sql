-- grain: one row per order file, of the orders with keys behind $first up to $beyond
-- units: rows of refund documents and of anonymous orders among those used; sales that count, with a mark at the number of
--   each of their customers, of the $persons there are; goods value of sales and refund documents as exported
-- source: PRODUCT §3 Q1, D6
select
  g.source,
  sum(g.rows) filter (g.goods < 0) as refunds,
  sum(g.rows) filter (coalesce(g.customer_id, g.email) is null) as anonymous,
  count(*) filter (o.kind = 'sale') as orders,
  bitstring_agg(o.customer, 0, $persons) filter (o.kind = 'sale') as customers,
  sum(g.goods) as revenue
from order_groups as g
join orders as o using (order_key)
where g.order_key > $first and g.order_key <= $beyond and o.order_key > $first and o.order_key <= $beyond
group by g.source
