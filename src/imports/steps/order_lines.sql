-- grain: one row per position of an order that counts
-- units: amounts in the dataset's currency; where a line names no VAT it has its share of the order's
-- source: PRODUCT §3 P, D7
with positions as not materialized (
  select
    g.order_key,
    g.vat / nullif(g.goods, 0) as vat_share,
    r.sku,
    r.product,
    r.category,
    r.quantity,
    coalesce(r.line_total, try_cast(r.quantity * r.unit_price as decimal(18, 4)), r.total) as goods,
    r.line_vat,
    r.cost
  from orders_rows as r
  join order_groups as g on g.source = r.source and g.order_id = r.order_id
  where r.reason is null and g.reason is null and (r.sku is not null or r.product is not null)
  union all
  select
    g.order_key,
    g.vat / nullif(g.goods, 0),
    r.sku,
    r.product,
    r.category,
    r.quantity,
    coalesce(r.line_total, try_cast(r.quantity * r.unit_price as decimal(18, 4)), r.total),
    r.line_vat,
    r.cost
  from orders_rows as r
  join order_groups as g on g.source = r.source and g.first_row = r.row and g.order_id is null
  where r.order_id is null and r.reason is null and g.reason is null
    and (r.sku is not null or r.product is not null)
)
select
  order_key,
  sku,
  product,
  category,
  coalesce(quantity, 1) as quantity,
  case
    when line_vat is not null then goods - line_vat
    when vat_share > 0 then (goods * (1 - vat_share))::decimal(18, 4)
    else goods
  end as net,
  cost
from positions
