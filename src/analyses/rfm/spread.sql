-- grain: one row per fifth and third of the customers of `base`: the smallest value that at least this share does not exceed
-- units: days, purchases, revenue in the dataset's currency
-- source: RFM analysis (Hughes 1994), but cut points are values, so equal values fall together; days and purchases have few
--   values, and to count these takes a fifth of the time of ranking the customers
with recencies as (
  select recency_days as value, sum(count(*)) over (order by value) as up_to
  from base
  group by value
),
frequencies as (
  select purchases as value, sum(count(*)) over (order by value) as up_to
  from base
  group by value
),
whole as (
  select
    quantile_disc(revenue, [0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.8]) as revenue,
    count(*) as customers,
    avg((purchases = 1)::integer) as one_time_share
  from base
  having count(*) > 0
),
steps as (
  select
    unnest([1, 1, 2, 3, 2, 4]) as part,
    unnest([5, 3, 5, 5, 3, 5]) as parts,
    unnest(revenue) as revenue,
    customers,
    one_time_share
  from whole
)
select
  part / parts as share,
  (select min(value) from recencies where parts * up_to >= part * customers) as recency_days,
  (select min(value) from frequencies where parts * up_to >= part * customers) as purchases,
  revenue,
  customers,
  one_time_share
from steps
order by share
