-- grain: one row per segment and scores on the earlier day with a customer
-- units: customers; of them those who bought afterwards, their purchases and revenue in the dataset's currency
-- source: own definition: scored by what was known on that day, counted by what came after it
select
  segment,
  r,
  f,
  m,
  count(*) as customers,
  count(*) filter (later_purchases > 0) as buyers,
  sum(later_purchases) as purchases,
  sum(later_revenue) as revenue
from followed
group by segment, r, f, m
order by segment, r, f, m
