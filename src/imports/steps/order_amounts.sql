-- grain: one row per usable row of an order table
-- units: amounts in the file's currency; goods include the VAT beside them; null where a row does not speak for its order
-- source: PRODUCT §1 (net revenue), FORMATS §0 (row shapes), §1.1 (tax in or on top of prices)
with spoken as not materialized (
  select
    r.* replace (
      coalesce(r.kind, 'sale') as kind,
      -- Tax that a marketplace collects and pays itself never is the shop's.
      case
        when r.kind <> 'position' or r.kind is null
        then r.total - case when coalesce(r.marketplace_tax_in_total, true) then coalesce(r.marketplace_tax, 0) else 0 end
      end::decimal(18, 4) as total,
      case when r.kind = 'position' then null else r.net end as net,
      case
        when r.kind = 'position' then null
        -- Squarespace takes the discount off below the subtotal, unless the total shows that it is off already.
        when r.discount <> 0
          and coalesce(abs(r.subtotal + coalesce(r.shipping, 0) + coalesce(r.vat, 0) - r.total) >= 0.01, true)
          and coalesce(abs(r.subtotal + coalesce(r.shipping, 0) - r.total) >= 0.01, true)
        then r.subtotal - abs(r.discount)
        else r.subtotal
      end as subtotal,
      coalesce(
        r.shipping,
        (r.shipping_net * r.total / nullif(coalesce(r.net, r.total - r.vat), 0))::decimal(18, 4),
        r.shipping_net
      ) as shipping,
      case
        when r.refunded is null and r.adjusted_total > 0 and r.adjusted_total < r.total then r.total - r.adjusted_total
        else abs(r.refunded)
      end as refunded
    ),
    s.per_line,
    s.first_row_counts,
    s.shipping_per_line,
    s.vat_rate,
    s.vat_as_rate,
    case
      when r.kind = 'order' then null
      else
        coalesce(
          r.line_total,
          try_cast(r.quantity * r.unit_price * (1 - coalesce(r.line_discount_percent, 0) / 100) as decimal(18, 4))
        ) - coalesce(abs(r.line_discount), 0)
    end as line_priced,
    case
      when r.kind = 'order' then null
      else
        coalesce(
          r.line_net,
          try_cast(r.quantity * r.unit_net * (1 - coalesce(r.line_discount_percent, 0) / 100) as decimal(18, 4))
        )
    end as line_priced_net,
    coalesce(
      r.without_vat,
      s.lines_without_vat or (len(s.currencies_without_vat) > 0 and list_contains(s.currencies_without_vat, upper(r.currency))),
      false
    ) as line_without_vat
  from orders_rows as r
  join sources as s using (source)
  where r.reason is null
),
valued as not materialized (
  select
    *,
    case
      when subtotal is not null and total is not null and not vat_as_rate
      then vat > 0 and abs(subtotal + coalesce(shipping, 0) + vat - total) < 0.01
    end as vat_on_top,
    case
      when subtotal is not null then subtotal / nullif(subtotal + coalesce(shipping, 0), 0)
      when shipping > 0 and total > shipping then (total - shipping) / total
      else 1
    end as goods_share,
    -- Gross less VAT is net: then this net amount still holds the shipping.
    shipping > 0 and abs(net + vat - total) < 0.01 as net_with_shipping,
    -- Gross and net of the whole order say the VAT that no column names.
    case
      when vat is not null or net is null or total is null then null
      when shipping_net is not null then total - coalesce(shipping, 0) - net + shipping_net
      when coalesce(shipping, 0) = 0 and total / nullif(net, 0) between 1 and 1.3 then total - net
    end as vat_between,
    coalesce(
      line_vat,
      case
        when kind = 'order' then null
        when line_priced is not null and line_priced_net is not null then line_priced - line_priced_net
        when not vat_as_rate then null
        when line_priced is not null and not line_without_vat then line_priced * vat / (100 + vat)
        else coalesce(line_priced, line_priced_net) * vat / 100
      end,
      case when per_line and not vat_as_rate then vat end,
      0
    )::decimal(18, 4) as own_vat
  from spoken
)
select
  * replace (
    case
      when kind = 'shipping' then coalesce(line_priced, line_priced_net + own_vat, shipping)
      else shipping
    end as shipping,
    case when kind = 'shipping' then 0 else own_vat end as own_vat,
    line_without_vat or (line_priced is null and line_priced_net is not null) as line_without_vat
  ),
  case
    when per_line then null
    when vat_on_top is not null
    then subtotal + case when vat_on_top then coalesce(vat * goods_share, 0) else 0 end
    when vat_as_rate then coalesce(total - coalesce(shipping, 0), net * (1 + vat / 100), subtotal)
    when vat_between is not null then total - coalesce(shipping, 0)
    when net_with_shipping then total - shipping
    when net is not null then net + coalesce(vat, 0)
    when discount is not null and subtotal is not null then subtotal
    else coalesce(total - coalesce(shipping, 0), subtotal)
  end::decimal(18, 4) as order_goods,
  case
    when per_line then null
    when vat_as_rate
    then coalesce(total - coalesce(shipping, 0), net * (1 + vat / 100), subtotal) * vat / (100 + vat)
    when vat_between is not null then vat_between
    when net is not null and not coalesce(net_with_shipping, false) then coalesce(vat, 0)
    else coalesce(vat * goods_share, 0)
  end::decimal(18, 4) as order_vat,
  case
    when kind = 'shipping' then null
    when line_priced is not null then line_priced + case when line_without_vat then own_vat else 0 end
    when line_priced_net is not null then line_priced_net + own_vat
    when per_line then coalesce(total, net + coalesce(vat, 0))
  end::decimal(18, 4) as line_goods
from valued
