-- grain: one row per customer with at least one purchase up to the as-of date
-- units: days, revenue net of refunds in the dataset's currency; nothing is predicted; decile 1: the largest revenue so far
-- source: own definition: historic value, all revenue so far less what was paid back
select
  customer,
  purchases,
  recency_days,
  revenue,
  null::double as chance,
  null::date as next_order_on,
  null::decimal(18, 4) as expected_purchases,
  null::bigint as purchases_low,
  null::bigint as purchases_high,
  null::decimal(18, 4) as expected_revenue,
  null::decimal(18, 4) as expected_margin,
  1 + len(list_filter($cuts::double[], lambda cut: revenue::double < cut)) as decile
from customer_history
