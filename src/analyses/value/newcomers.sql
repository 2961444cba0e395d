-- grain: one row
-- units: customers whose first purchase is at least $horizon days old, and their revenue of the $horizon days from it on, net
--   of refunds in the dataset's currency
-- source: PRODUCT §3 V1, V7 (what a new customer has brought in fact)
select
  count(*) filter (l.nth = 1) as customers,
  coalesce(sum(l.revenue), 0)::decimal(18, 4) as revenue
from ledger as l
join customer_history as h using (customer), scope as s
where h.first_on <= s.as_of - $horizon::integer and l.booked_on <= h.first_on + $horizon::integer
