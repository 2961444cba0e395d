-- grain: one row per order file
-- units: rows of refund documents and of anonymous orders among those used; sales that count and their customers; goods value
-- of sales and refund documents as exported
-- source: PRODUCT §3 Q1, D6
select
  g.source,
  coalesce(sum(g.rows) filter (g.goods < 0), 0) as refunds,
  coalesce(sum(g.rows) filter (coalesce(g.customer_id, g.email) is null), 0) as anonymous,
  count(*) filter (o.kind = 'sale') as orders,
  count(distinct o.customer) filter (o.kind = 'sale') as customers,
  sum(g.goods) as revenue
from order_groups as g
join orders as o using (order_key)
group by g.source
