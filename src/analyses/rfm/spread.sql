-- grain: one row per fifth of the customers: the smallest value that at least this share does not exceed
-- units: days, purchases, revenue in the dataset's currency
-- source: PRODUCT §3 R1, R4 (cut points are values, so equal values fall together)
with base as not materialized (
  select recency_days, window_purchases as purchases, window_revenue as revenue
  from customer_history
  where window_purchases > 0
),
quantiles as not materialized (
  select
    quantile_disc(recency_days, [0.2, 0.4, 0.6, 0.8]) as recency_days,
    quantile_disc(purchases, [0.2, 0.4, 0.6, 0.8]) as purchases,
    quantile_disc(revenue, [0.2, 0.4, 0.6, 0.8]) as revenue,
    avg((purchases = 1)::integer) as one_time_share
  from base
  having count(*) > 0
)
select
  unnest([0.2, 0.4, 0.6, 0.8])::double as share,
  unnest(recency_days) as recency_days,
  unnest(purchases) as purchases,
  unnest(revenue) as revenue,
  one_time_share
from quantiles
order by share
