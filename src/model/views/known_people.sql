-- grain: one row per person known on the as-of date: customers with a purchase, and contacts without one
-- units: days to the as-of date, revenue in the dataset's currency; of a contact the counts are 0 and the rest is empty
-- source: own definition: a lead is a contact without an order; who is known by an order alone is no contact
with sales as not materialized (
  select customer, min(ordered_on) as ordered_on
  from orders
  where kind = 'sale' and customer is not null
  group by customer
)
select
  c.customer,
  coalesce(h.purchases, 0) as purchases,
  coalesce(h.orders, 0) as orders,
  coalesce(h.revenue, 0) as revenue,
  h.revenue / h.purchases as average_revenue,
  h.first_revenue,
  h.first_on,
  h.last_on,
  h.recency_days,
  s.as_of - h.first_on as age_days,
  c.consent
from customers as c
cross join scope as s
left join customer_history as h using (customer)
left join sales as f using (customer)
where h.customer is not null
  or (
    c.listed
    and case
      when c.first_seen_on is null then f.ordered_on is null
      else c.first_seen_on <= s.as_of and coalesce(f.ordered_on > s.as_of, true)
    end
  )
