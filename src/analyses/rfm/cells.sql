-- grain: one row per pair of recency and frequency scores with a customer
-- units: customers, revenue in the dataset's currency
-- source: PRODUCT §3 R2
select r, f, sum(customers) as customers, sum(revenue) as revenue, sum(revenue) / sum(customers) as average
from counts
group by r, f
order by r desc, f
