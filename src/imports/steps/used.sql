-- grain: one row per order file
-- units: rows of refund documents and of anonymous orders among those used
-- source: PRODUCT §3 Q1, D6
select
  source,
  coalesce(sum(rows) filter (goods < 0), 0) as refunds,
  coalesce(sum(rows) filter (coalesce(customer_id, email) is null), 0) as anonymous
from order_groups
where reason is null
group by source
