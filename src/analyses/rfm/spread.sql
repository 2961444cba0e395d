-- grain: one row per fifth and third of the customers of `base`: the smallest value that at least this share does not exceed
-- units: days, purchases, revenue in the dataset's currency
-- source: PRODUCT §3 R1, R4 (cut points are values, so equal values fall together)
with quantiles as not materialized (
  select
    quantile_disc(recency_days, [0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.8]) as recency_days,
    quantile_disc(purchases, [0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.8]) as purchases,
    quantile_disc(revenue, [0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.8]) as revenue,
    count(*) as customers,
    avg((purchases = 1)::integer) as one_time_share
  from base
  having count(*) > 0
)
select
  unnest([0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.8])::double as share,
  unnest(recency_days) as recency_days,
  unnest(purchases) as purchases,
  unnest(revenue) as revenue,
  customers,
  one_time_share
from quantiles
order by share
