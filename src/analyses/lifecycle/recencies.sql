-- grain: one row per days since the last purchase, apart for first-time buyers and for those back after a long silence
-- units: days to the as-of date, customers, revenue in the dataset's currency
-- source: own definition of the stages and of the passive bands
with long_silences as (
  select customer, next_on
  from purchases
  where next_on - purchased_on > $inactive_limit::integer
)
select
  h.recency_days,
  h.purchases = 1 as first_purchase,
  l.customer is not null as after_silence,
  count(*) as customers,
  sum(h.revenue) as revenue
from customer_history as h
left join long_silences as l on l.customer = h.customer and l.next_on = h.last_on
group by all
order by h.recency_days, first_purchase desc, after_silence
