-- grain: rows of order tables (no line amounts) that repeat an earlier row of the same order in every field
-- units: source and row number
-- source: PRODUCT §3 D9, Q1
with numbered as (
  select
    r.source,
    r.row,
    row_number() over (
      partition by r.source, r.order_id, r.customer_id, r.email, r.name, r.ordered_at, r.total, r.net, r.subtotal,
        r.vat, r.shipping, r.refunded, r.quantity, r.status, r.currency, r.country, r.channel, r.coupon, r.sku,
        r.product, r.category
      order by r.row
    ) as copy
  from orders_rows as r
  semi join repeated_orders on order_hash = hash(r.source, r.order_id)
  where r.reason is null and coalesce(r.total, r.net) is not null
    and r.line_total is null and r.unit_price is null and r.line_net is null and r.unit_net is null
    and coalesce(r.kind, 'sale') not in ('refund', 'position')
)
select source, row from numbered where copy > 1
