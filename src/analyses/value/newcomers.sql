-- grain: one row
-- units: customers whose first purchase is at least $horizon days old, and their revenue of the $horizon days from it on, net
--   of refunds in the dataset's currency
-- source: own definition: what a new customer has brought in fact
with newcomers as not materialized (
  select h.customer, h.first_on
  from customer_history as h, scope as s
  where h.first_on <= s.as_of - $horizon::integer
)
select
  (select count(*) from newcomers) as customers,
  coalesce(sum(l.revenue), 0)::decimal(18, 4) as revenue
from ledger as l
-- A difference of days is found in half the time of a day later.
join newcomers as n on n.customer = l.customer and l.booked_on - n.first_on <= $horizon::integer
