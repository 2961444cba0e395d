-- grain: one row
-- units: revenue of two years in the dataset's currency that 50, 80, 95 and 99 % of the customers with any do not exceed
-- source: own definition: shares of customers, from which the limits of the buyer status are made
select
  quantile_disc(two_year_revenue, 0.5) as normal,
  quantile_disc(two_year_revenue, 0.8) as silver,
  quantile_disc(two_year_revenue, 0.95) as gold,
  quantile_disc(two_year_revenue, 0.99) as platinum
from ranked
where two_year_revenue > 0
