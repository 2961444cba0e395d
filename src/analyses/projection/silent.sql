-- grain: one row per customer with at least one purchase up to the as-of date
-- units: days since the last purchase, revenue net of refunds in the dataset's currency; from_days: the lower end of the
--   span of silence the customer is in
-- source: own definition of the spans of silence
select
  customer,
  list_max(list_filter($bands::integer[], lambda band: band <= recency_days)) as from_days,
  recency_days,
  purchases,
  last_on,
  revenue
from customer_history
