-- grain: one row per usable row of an order table
-- units: amounts in the file's currency; goods include the VAT beside them
-- source: PRODUCT §1 (net revenue), FORMATS §0 (row shapes), §1.1 (tax in or on top of prices)
with valued as not materialized (
  select
    r.*,
    s.per_line,
    s.vat_rate,
    s.vat_as_rate,
    case
      when r.subtotal is not null and r.total is not null and not s.vat_as_rate
      then r.vat > 0 and abs(r.subtotal + coalesce(r.shipping, 0) + r.vat - r.total) < 0.01
    end as vat_on_top,
    case
      when r.subtotal is not null then r.subtotal / nullif(r.subtotal + coalesce(r.shipping, 0), 0)
      when r.shipping > 0 and r.total > r.shipping then (r.total - r.shipping) / r.total
      else 1
    end as goods_share,
    -- Gross less VAT is net: then this net amount still holds the shipping.
    r.shipping > 0 and abs(r.net + r.vat - r.total) < 0.01 as net_with_shipping
  from orders_rows as r
  join sources as s using (source)
  where r.reason is null
)
select
  *,
  case
    when per_line then null
    when vat_on_top is not null
    then subtotal + case when vat_on_top then coalesce(vat * goods_share, 0) else 0 end
    when vat_as_rate then coalesce(total - coalesce(shipping, 0), net * (1 + vat / 100), subtotal)
    when net_with_shipping then total - shipping
    when net is not null then net + coalesce(vat, 0)
    else coalesce(total - coalesce(shipping, 0), subtotal)
  end::decimal(18, 4) as order_goods,
  case
    when per_line then null
    when vat_as_rate
    then coalesce(total - coalesce(shipping, 0), net * (1 + vat / 100), subtotal) * vat / (100 + vat)
    when net is not null and not coalesce(net_with_shipping, false) then coalesce(vat, 0)
    else coalesce(vat * goods_share, 0)
  end::decimal(18, 4) as order_vat,
  coalesce(
    line_total,
    try_cast(quantity * unit_price as decimal(18, 4)),
    case when per_line then coalesce(total, net + coalesce(vat, 0)) end
  ) as line_goods,
  coalesce(line_vat, case when per_line then vat end, 0) as own_vat
from valued
