-- grain: one row
-- units: customers, revenue in the dataset's currency, median days since the last purchase
-- source: own grouping of the segments in segments.sql (regulars: Champions and Loyal; slipping away: At risk and Can't lose)
with grouped as (
  select *, segment in ('champions', 'loyal') as regular, segment in ('risk', 'cannot_lose') as slips
  from counts
),
ranked as (
  select *, sum(customers) over (partition by slips order by recency_days) as up_to,
    sum(customers) over (partition by slips) as members
  from grouped
)
select
  coalesce(sum(customers) filter (regular), 0) as regulars,
  coalesce(sum(revenue) filter (regular), 0) as regulars_revenue,
  coalesce(sum(customers) filter (slips), 0) as slipping,
  coalesce(sum(revenue) filter (slips), 0) as slipping_revenue,
  min(recency_days) filter (slips and 2 * up_to >= members) as slipping_days,
  sum(customers) as customers,
  sum(revenue) as revenue
from ranked
