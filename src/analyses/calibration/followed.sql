-- grain: one row per customer scored on the earlier day
-- units: purchases and revenue after that day up to the as-of date, in the dataset's currency
-- source: own definition: scored by what was known on that day, counted by what came after it
with later as not materialized (
  select p.customer, count(*) as purchases, sum(p.revenue) as revenue
  from purchases as p
  where p.purchased_on > $until::date
  group by p.customer
)
select
  s.customer,
  s.segment,
  s.r,
  s.f,
  s.m,
  coalesce(l.purchases, 0) as later_purchases,
  coalesce(l.revenue, 0) as later_revenue,
  h.revenue
from scored as s
join customer_history as h using (customer)
left join later as l using (customer)
