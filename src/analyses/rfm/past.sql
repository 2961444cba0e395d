-- grain: one row per customer with a purchase in the period as it was on an earlier day
-- units: days to that day, purchases, revenue in the dataset's currency
-- source: PRODUCT §1 (recency, frequency, monetary), §3 R10
select customer, recency_days, purchases, revenue
from history_at($since, $until)
