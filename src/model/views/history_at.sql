-- grain: one row per customer with at least one purchase from one day to another
-- units: days to the later day, purchases, revenue in the dataset's currency
-- source: recency, frequency and monetary value (Hughes 1994), recomputed from the orders for any past date
create macro history_at(since, day) as table
select
  l.customer,
  min(day::date - l.booked_on) filter (l.nth is not null) as recency_days,
  count(l.nth) as purchases,
  sum(l.revenue) as revenue
from ledger as l
where l.booked_on between since::date and day::date
group by l.customer
having count(l.nth) > 0
