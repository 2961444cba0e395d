-- grain: one row per pair of recency and frequency scores with a customer
-- units: customers, revenue in the dataset's currency
-- source: recency by frequency, the matrix of RFM analysis (Hughes 1994)
select r, f, sum(customers) as customers, sum(revenue) as revenue, sum(revenue) / sum(customers) as average
from counts
group by r, f
order by r desc, f
