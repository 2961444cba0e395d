-- grain: one row per named segment with a customer, best first
-- units: customers, revenue in the dataset's currency, median days
-- source: the eleven segments in common use, from Champions to Lost
with ranked as (
  select *, sum(customers) over (partition by segment order by recency_days) as up_to,
    sum(customers) over (partition by segment) as members
  from counts
)
select
  segment,
  sum(customers) as customers,
  sum(revenue) as revenue,
  sum(revenue) / sum(customers) as average,
  min(recency_days) filter (2 * up_to >= members) as recency_days
from ranked
group by segment
order by list_position(
  ['champions', 'loyal', 'potential', 'new', 'promising', 'attention', 'sleep', 'risk', 'cannot_lose', 'hibernating', 'lost'],
  segment
)
