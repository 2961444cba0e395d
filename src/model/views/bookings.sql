-- grain: one row per order in scope, a refund document included
-- units: revenue in the dataset's currency by the scope's basis
-- source: own definition: net revenue is goods after discounts, without VAT, shipping and refunds
with amounts as not materialized (
  select
    o.customer,
    o.order_key,
    o.ordered_on as booked_on,
    o.kind = 'sale' as is_sale,
    o.country,
    o.channel,
    o.coupon,
    s.less_refunds,
    o.refunded_share,
    o.net
      + case when s.with_vat then o.vat else 0 end
      + case when s.with_shipping then o.shipping else 0 end as amount
  from orders_in_filter as o, scope as s
  where o.ordered_on <= s.as_of
    and (s.less_refunds or o.kind = 'sale')
    and (len(s.countries) = 0 or list_contains(s.countries, o.country))
    and (len(s.channels) = 0 or list_contains(s.channels, o.channel))
)
select
  customer,
  order_key,
  booked_on,
  is_sale,
  country,
  channel,
  coupon,
  case
    when less_refunds and refunded_share > 0 then (amount * (1 - refunded_share))::decimal(18, 4)
    else amount::decimal(18, 4)
  end as revenue
from amounts
