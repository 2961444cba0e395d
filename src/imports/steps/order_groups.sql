-- grain: one row per order (a row without an order number is an order of its own)
-- units: amounts in the file's currency; goods include the VAT beside them
-- source: PRODUCT §1 (net revenue), FORMATS §0 (row shapes, shapes of refunds), §1.1 (tax in or on top of prices)
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
),
amounts as not materialized (
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
),
grouped as not materialized (
  select
    source,
    order_id,
    min(row) as first_row,
    count(*) as rows,
    any_value(nullif(customer_id, '0')) as customer_id,
    any_value(email) as email,
    any_value(name) as name,
    min(ordered_at) as ordered_at,
    -- A total that is repeated on each line is the same on each; amounts that differ are those of the lines.
    case
      when min(order_goods) filter (order_goods > 0) < max(order_goods) filter (order_goods > 0)
      then sum(order_goods) filter (order_goods > 0)
      else any_value(order_goods) filter (order_goods >= 0)
    end as order_goods,
    case
      when min(order_goods) filter (order_goods > 0) < max(order_goods) filter (order_goods > 0)
      then sum(order_vat) filter (order_goods > 0)
      else any_value(order_vat) filter (order_goods >= 0)
    end as order_vat,
    sum(order_goods) filter (order_goods < 0) as order_refund,
    sum(line_goods) as line_goods,
    sum(own_vat) as line_vat,
    any_value(shipping) as shipping,
    max(refunded) as refunded,
    any_value(total) filter (total > 0 and not per_line) as paid,
    any_value(vat_rate) as vat_rate,
    any_value(status) as status,
    bool_or(not regexp_matches(lower(cancelled_at), '^(0000|nein|no|false|0$)')) as cancelled,
    upper(any_value(currency)) as currency,
    any_value(country) as country,
    any_value(channel) as channel,
    any_value(coupon) as coupon
  from amounts
  group by source, order_id, case when order_id is null then row end
),
summed as not materialized (
  select
    *,
    try_cast(coalesce(order_goods, order_refund, line_goods) as decimal(18, 4)) as goods,
    case when order_goods is not null or order_refund is not null then coalesce(order_vat, 0) else line_vat end as vat_named,
    case when order_goods is not null then -coalesce(order_refund, 0) else 0 end + coalesce(refunded, 0) as paid_back
  from grouped
)
select
  source,
  row_number() over () as order_key,
  order_id,
  first_row,
  rows,
  customer_id,
  email,
  name,
  ordered_at,
  goods,
  case
    when vat_named = 0 and vat_rate is not null then goods * vat_rate / (100 + vat_rate)
    else coalesce(vat_named, 0)
  end::decimal(18, 4) as vat,
  coalesce(shipping, 0) as shipping,
  case
    when goods > 0 and paid_back > 0
    then least(1, paid_back / greatest(coalesce(paid, 0), goods + case when paid is null then coalesce(shipping, 0) else 0 end))
    else 0
  end::double as refunded_share,
  status,
  cancelled,
  currency,
  country,
  channel,
  coupon,
  null::varchar as reason
from summed
