-- grain: one row per order that does not count, with the first rule that leaves it out
-- units: order key
-- source: PRODUCT §1 (orders), §3 D6, Q3, Q4, D9
with states as not materialized (
  select
    g.order_key,
    g.ordered_at,
    g.goods,
    g.refunded_share,
    g.currency,
    coalesce(g.customer_id, g.email) is null as anonymous,
    case when coalesce(g.cancelled, false) then 'cancelled' else coalesce(t.state, 'counts') end as state,
    g.test or g.email like 'test@%' or g.email like '%@test.%' as test_address,
    s.*,
    r.order_key is not null as replaced
  from order_groups as g
  join sources as s on s.source = g.source
  left join states_by_status as t on t.source = g.source and t.status = g.status
  left join replaced as r using (order_key)
)
select
  order_key,
  case
    when ordered_at is null then 'no_day'
    when replaced then 'replaced'
    when without_test and (state = 'test' or test_address) then 'test'
    when without_cancelled and state = 'cancelled' then 'cancelled'
    when without_unpaid and state = 'unpaid' then 'unpaid'
    when goods is null then 'no_amount'
    when without_zero and goods = 0 then 'zero_value'
    when currency is not null and currency <> $currency then 'other_currency'
    when refunds = 'ignore' and goods < 0 then 'ignored_refund'
    when refunds = 'drop' and goods > 0 and (refunded_share >= 1 or state = 'refunded') then 'paid_back'
    when not keep_anonymous and anonymous then 'no_customer'
  end as reason
from states
where reason is not null
