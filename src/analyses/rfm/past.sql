-- grain: one row per customer with a purchase in the period as it was on an earlier day
-- units: days to that day, purchases, revenue in the dataset's currency
-- source: recency, frequency and monetary value (Hughes 1994), as they were on that day
select customer, recency_days, purchases, revenue
from history_at($since, $until)
