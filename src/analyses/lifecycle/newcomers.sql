-- grain: one row per day with a first purchase
-- units: customers; what they bring in an average year: all their revenue by the years from first to last purchase, at least one
-- source: own definition of the ledger: new first-time buyers come in
select
  first_on,
  count(*) as customers,
  sum((revenue / case when last_on - first_on > 365 then (last_on - first_on) / 365 else 1 end)::decimal(18, 4)) as revenue
from customer_history
group by first_on
order by first_on
