-- grain: one row
-- units: customers with a sale, and those with sales on two days or more: as merged, and where every customer number and every
--   e-mail without one were a customer of its own; what was paid back in full is no sale
-- source: PRODUCT §3 Q2
with several as materialized (
  select customer
  from identities
  group by customer
  having count(distinct coalesce('#' || customer_id, '@' || email)) > 1
),
sales as not materialized (
  select order_key, customer, ordered_on
  from orders
  where kind = 'sale' and net > 0 and refunded_share < 1 and customer is not null
),
merged as (
  select s.customer, s.customer in (select customer from several) as of_several, min(ordered_on) < max(ordered_on) as returned
  from sales as s
  group by s.customer
),
apart as (
  select coalesce('#' || g.customer_id, '@' || g.email) as person, min(s.ordered_on) < max(s.ordered_on) as returned
  from sales as s
  semi join several using (customer)
  join order_groups as g using (order_key)
  group by 1
)
select
  m.customers,
  m.returned,
  m.customers - m.of_several + a.customers as apart_customers,
  m.returned - m.of_several_returned + a.returned as apart_returned
from (
  select
    count(*) as customers,
    count(*) filter (returned) as returned,
    count(*) filter (of_several) as of_several,
    count(*) filter (of_several and returned) as of_several_returned
  from merged
) as m, (
  select count(*) as customers, count(*) filter (returned) as returned from apart
) as a
