-- grain: one row per order that counts
-- units: amounts in the dataset's currency; net = goods without VAT, before refunds; keys behind $first up to $beyond
-- source: PRODUCT §1 (order, net revenue)
select
  g.order_key,
  g.order_id,
  i.customer,
  g.ordered_at,
  g.ordered_at::date as ordered_on,
  case when g.goods < 0 then 'refund' else 'sale' end as kind,
  g.goods - g.vat as net,
  g.vat,
  g.shipping,
  case when s.refunds = 'ignore' then 0 when t.state = 'refunded' and g.refunded_share = 0 and g.goods > 0 then 1 else g.refunded_share end as refunded_share,
  g.status,
  g.country,
  g.channel,
  g.coupon
from order_groups as g
join sources as s on s.source = g.source
left join identities as i
  on i.customer_id is not distinct from g.customer_id and i.email is not distinct from g.email
left join states_by_status as t on t.source = g.source and t.status = g.status
where g.order_key > $first and g.order_key <= $beyond and g.reason is null
