-- grain: one row per buyer status with a customer
-- units: revenue of two years in the dataset's currency; high rollers: silver or better with at most $few purchases
-- source: own definition: buyer status by net revenue over two years; high rollers: much revenue, few purchases
select
  status,
  count(*) as customers,
  sum(two_year_revenue) as revenue,
  sum(two_year_revenue) / count(*) as average,
  count(*) filter (high_roller) as high_rollers,
  coalesce(sum(two_year_revenue) filter (high_roller), 0) as high_roller_revenue
from statuses
group by status
order by list_position(['platinum', 'gold', 'silver', 'normal', 'low', 'none'], status)
