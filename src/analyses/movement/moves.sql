-- grain: one row per pair of segments, before and today, with a customer
-- units: customers; revenue up to today and up to the earlier day, in the dataset's currency
-- source: own definition: both days are scored with the limits of today
select
  segment_before,
  segment,
  count(*) as customers,
  sum(revenue) as revenue,
  sum(revenue_before) as revenue_before
from moved
group by segment_before, segment
order by segment_before, segment
