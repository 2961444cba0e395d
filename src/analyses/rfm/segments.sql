-- grain: one row per named segment with a customer
-- units: customers, revenue in the dataset's currency, median days
-- source: PRODUCT §3 R5
select
  segment,
  count(*) as customers,
  sum(revenue) as revenue,
  avg(revenue) as average,
  quantile_disc(recency_days, 0.5) as recency_days
from scores
group by segment
order by segment
