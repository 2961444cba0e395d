-- grain: one row per order (a row without an order number is an order of its own)
-- units: amounts in the file's currency; goods include the VAT beside them; part $part of $parts: orders of one row by the
--   place of that row from $first up to before $beyond, the others by the hash of their number; keys go on behind $before
-- source: PRODUCT §1 (net revenue), FORMATS §0 (row shapes, shapes of refunds)
with singles as not materialized (
  select
    source,
    order_id,
    row as first_row,
    1 as rows,
    nullif(customer_id, '0') as customer_id,
    email,
    name,
    ordered_at,
    case when order_goods >= 0 then order_goods end as order_goods,
    case when order_goods >= 0 then order_vat end as order_vat,
    case when order_goods < 0 then order_goods end as order_refund,
    case when order_goods < 0 then order_vat end as order_refund_vat,
    case when kind <> 'refund' then line_goods end as line_goods,
    case when kind <> 'refund' then own_vat end as line_vat,
    case when kind = 'refund' then line_goods end as line_refund,
    case when kind = 'refund' then own_vat end as line_refund_vat,
    shipping,
    refunded,
    case when total > 0 and not per_line then total end as paid,
    vat_rate,
    status,
    not regexp_matches(lower(cancelled_at), '^(0000|nein|no|false|0$)') as cancelled,
    test,
    vat_on_top,
    upper(currency) as currency,
    country,
    channel,
    coupon
  from order_amounts
  anti join repeated_orders on order_hash = hash(source, order_id)
  where place >= $first and place < $beyond
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
    -- A total that is repeated on each line is the same on each; amounts that differ are those of the lines, unless the
    -- system is known to write order totals: then the first row speaks.
    case
      when any_value(first_row_counts) then arg_min(order_goods, row) filter (order_goods >= 0)
      when min(order_goods) filter (order_goods > 0) < max(order_goods) filter (order_goods > 0)
      then try_cast(sum(order_goods) filter (order_goods > 0) as decimal(18, 4))
      else any_value(order_goods) filter (order_goods >= 0)
    end as order_goods,
    case
      when any_value(first_row_counts) then arg_min(order_vat, row) filter (order_goods >= 0)
      when min(order_goods) filter (order_goods > 0) < max(order_goods) filter (order_goods > 0)
      then try_cast(sum(order_vat) filter (order_goods > 0) as decimal(18, 4))
      else any_value(order_vat) filter (order_goods >= 0)
    end as order_vat,
    try_cast(sum(order_goods) filter (order_goods < 0) as decimal(18, 4)) as order_refund,
    try_cast(sum(order_vat) filter (order_goods < 0) as decimal(18, 4)) as order_refund_vat,
    try_cast(sum(line_goods) filter (kind <> 'refund') as decimal(18, 4)) as line_goods,
    try_cast(sum(own_vat) filter (kind <> 'refund') as decimal(18, 4)) as line_vat,
    try_cast(sum(line_goods) filter (kind = 'refund') as decimal(18, 4)) as line_refund,
    try_cast(sum(own_vat) filter (kind = 'refund') as decimal(18, 4)) as line_refund_vat,
    case
      when any_value(shipping_per_line) or bool_or(kind = 'shipping') then sum(shipping) filter (kind <> 'refund')
      else max(shipping)
    end as shipping,
    max(refunded) as refunded,
    any_value(total) filter (total > 0 and not per_line) as paid,
    any_value(vat_rate) as vat_rate,
    any_value(status) as status,
    bool_or(not regexp_matches(lower(cancelled_at), '^(0000|nein|no|false|0$)')) as cancelled,
    bool_or(test) as test,
    bool_or(vat_on_top) as vat_on_top,
    upper(any_value(currency)) as currency,
    any_value(country) as country,
    any_value(channel) as channel,
    any_value(coupon) as coupon
  from order_amounts
  semi join repeated_orders on order_hash = hash(source, order_id)
  where $parts = 1 or hash(source, order_id) % $parts = $part
  group by source, order_id
),
summed as not materialized (
  select
    *,
    coalesce(order_goods, order_refund, line_goods, line_refund) as goods,
    case
      when order_goods is not null then coalesce(order_vat, 0)
      when order_refund is not null then coalesce(order_refund_vat, 0)
      when line_goods is not null then line_vat
      else line_refund_vat
    end as vat_named,
    case when order_goods is not null then -coalesce(order_refund, 0) else 0 end + coalesce(refunded, 0) as paid_back,
    -- Lines paid back are goods; what is paid back of an order may be its shipping too.
    case when order_goods is not null or line_goods is not null then -coalesce(line_refund, 0) else 0 end as goods_back
  from (from singles union all by name from grouped)
)
select
  source,
  $before + row_number() over () as order_key,
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
    when goods > 0 and (paid_back > 0 or goods_back > 0)
    then
      least(
        1,
        goods_back / goods
        + paid_back / greatest(coalesce(paid, 0), goods + case when paid is null then coalesce(shipping, 0) else 0 end)
      )
    else 0
  end::double as refunded_share,
  status,
  cancelled,
  test,
  coalesce(vat_on_top, false) as vat_on_top,
  currency,
  country,
  channel,
  coupon,
  null::varchar as reason
from summed
