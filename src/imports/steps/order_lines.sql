-- grain: one row per position of an order that counts
-- units: amounts in the dataset's currency; where a line names no VAT it has its share of the order's; of the rows from place
--   $first up to before $beyond
-- source: PRODUCT §3 P, D7; FORMATS §0 (all products in one cell)
with positions as not materialized (
  select
    g.order_key,
    g.vat / nullif(g.goods, 0) as vat_share,
    r.sku,
    r.product,
    r.category,
    r.quantity,
    coalesce(r.line_goods, case when g.rows = 1 and r.basket is null then g.goods end) as goods,
    case when r.own_vat <> 0 or r.line_vat is not null then r.own_vat end as line_vat,
    r.line_without_vat or g.vat_on_top as line_without_vat,
    r.cost
  from order_amounts as r
  join order_groups as g on g.source = r.source and g.order_id = r.order_id
  where r.place >= $first and r.place < $beyond and g.reason is null and (r.sku is not null or r.product is not null)
    and r.kind in ('sale', 'position', 'refund')
  union all
  select
    g.order_key,
    g.vat / nullif(g.goods, 0),
    r.sku,
    r.product,
    r.category,
    r.quantity,
    coalesce(r.line_goods, g.goods),
    case when r.own_vat <> 0 or r.line_vat is not null then r.own_vat end,
    r.line_without_vat or g.vat_on_top as line_without_vat,
    r.cost
  from order_amounts as r
  join order_groups as g on g.source = r.source and g.first_row = r.row and g.order_id is null
  where r.place >= $first and r.place < $beyond and r.order_id is null and g.reason is null and (r.sku is not null or r.product is not null)
    and r.kind in ('sale', 'position', 'refund')
),
baskets as not materialized (
  -- `2× A, 1× B` (WooCommerce Analytics), `2x id|1x id` (Shopware 6), `Product ID: 7, Product Qty: 2, …|…` (BigCommerce),
  -- `product_id:7|2|30|…` line by line (SkyVerge; of one or of all, nobody knows), and with names (WebToffee; without VAT).
  select
    g.order_key,
    g.vat / nullif(g.goods, 0) as vat_share,
    unnest(
      case
        when r.basket like 'name:%|product_id:%' then string_split(r.basket, chr(10))
        else string_split(regexp_replace(r.basket, '(?:, ?|\|)(\d+[×x] |Product ID: )|\n', chr(31) || '\1', 'g'), chr(31))
      end
    ) as item
  from order_amounts as r
  join order_groups as g on g.source = r.source and g.order_id = r.order_id
  where r.place >= $first and r.place < $beyond and g.reason is null and r.basket is not null
),
items as not materialized (
  select
    order_key,
    vat_share,
    item,
    nullif(regexp_extract(item, '^(\d+)[×x] (.*)$', 1), '') as times,
    nullif(regexp_extract(item, '^(\d+)[×x] (.*)$', 2), '') as named,
    coalesce(
      nullif(trim(regexp_extract(item, 'Product SKU: ([^,|]*)', 1)), ''),
      nullif(trim(regexp_extract(item, '\|product_id:\d*\|sku:([^|]*)', 1)), ''),
      nullif(trim(regexp_extract(item, '^\w+:([^|]+)\|\d+\|', 1)), '')
    ) as sku,
    coalesce(
      nullif(trim(regexp_extract(item, 'Product Name: (.*?)(?:, Product \w+|\||$)', 1)), ''),
      nullif(trim(regexp_extract(item, '^name:(.*?)\|product_id:', 1)), '')
    ) as product,
    coalesce(
      nullif(regexp_extract(item, 'Product Qty: (\d+)', 1), ''),
      nullif(regexp_extract(item, '^name:.*\|quantity:(\d+)', 1), ''),
      nullif(regexp_extract(item, '^\w+:[^|]+\|(\d+)\|', 1), '')
    ) as quantity,
    try_cast(nullif(regexp_extract(item, 'Product Total Price: ([\d.]+)', 1), '') as decimal(14, 4)) as goods,
    try_cast(nullif(regexp_extract(item, '^name:.*?\|total:([\d.]+)', 1), '') as decimal(14, 4)) as goods_net
  from baskets
)
select
  order_key,
  sku,
  product,
  category,
  coalesce(quantity, 1) as quantity,
  case
    when line_vat is not null then goods - line_vat
    when vat_share > 0 and not line_without_vat then (goods * (1 - vat_share))::decimal(18, 4)
    else goods
  end as net,
  cost
from positions
union all
select
  order_key,
  case when regexp_full_match(named, '[0-9a-f]{32}') then named else sku end,
  case when regexp_full_match(named, '[0-9a-f]{32}') then null else coalesce(product, named) end,
  null,
  coalesce(try_cast(coalesce(times, quantity) as decimal(18, 4)), 1),
  case
    when goods_net is not null then goods_net
    when vat_share > 0 then (goods * (1 - vat_share))::decimal(18, 4)
    else goods
  end,
  null
from items
where coalesce(named, sku, product) is not null
