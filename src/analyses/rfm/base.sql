-- grain: one row per customer with a purchase in the period
-- units: days to the as-of date, purchases, revenue in the dataset's currency
-- source: recency, frequency and monetary value (Hughes 1994)
select customer, recency_days, window_purchases as purchases, window_revenue as revenue
from customer_history
where window_purchases > 0
