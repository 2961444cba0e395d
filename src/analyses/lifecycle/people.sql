-- grain: one row per customer with a purchase, and one per lead; `contacts` is contacts.sql
-- units: days to the as-of date, revenue in the dataset's currency
-- source: own definition: a lead is a contact without an order; who is just back after a long silence is reactivated
with long_silences as (
  select customer, next_on
  from purchases
  where next_on - purchased_on > $inactive_limit::integer
)
select
  h.customer,
  h.purchases,
  h.last_on,
  h.recency_days,
  h.revenue,
  case when h.purchases = 1 then $first_limit::integer else $repeat_limit::integer end as limit_days,
  l.customer is not null as after_silence
from customer_history as h
left join long_silences as l on l.customer = h.customer and l.next_on = h.last_on
union all
select c.customer, 0, null, null, 0, null, false
from contacts as c, scope as s
where case
    when c.first_seen_on is null then c.ordered_on is null
    else c.first_seen_on <= s.as_of and coalesce(c.ordered_on > s.as_of, true)
  end
