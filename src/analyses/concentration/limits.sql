-- grain: one row
-- units: revenue of two years in the dataset's currency that 50, 80, 95 and 99 % of the customers with any do not exceed
-- source: PRODUCT §3 R7
select
  quantile_disc(two_year_revenue, 0.5) as normal,
  quantile_disc(two_year_revenue, 0.8) as silver,
  quantile_disc(two_year_revenue, 0.95) as gold,
  quantile_disc(two_year_revenue, 0.99) as platinum
from ranked
where two_year_revenue > 0
