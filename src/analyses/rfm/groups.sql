-- grain: one row
-- units: customers, revenue in the dataset's currency, median days since the last purchase
-- source: PRODUCT §3 R5 (regulars: Champions and Loyal; slipping away: At risk and Can't lose)
select
  count(*) filter (segment in ('champions', 'loyal')) as regulars,
  coalesce(sum(revenue) filter (segment in ('champions', 'loyal')), 0) as regulars_revenue,
  count(*) filter (segment in ('risk', 'cannot_lose')) as slipping,
  coalesce(sum(revenue) filter (segment in ('risk', 'cannot_lose')), 0) as slipping_revenue,
  quantile_disc(recency_days, 0.5) filter (segment in ('risk', 'cannot_lose')) as slipping_days,
  count(*) as customers,
  sum(revenue) as revenue
from scores
