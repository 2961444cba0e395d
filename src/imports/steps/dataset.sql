-- grain: one row
-- units: calendar days, counts
-- source: PRODUCT §1 (order, customer, lead; the as-of date starts at the day of the last order)
with buyers as (
  select distinct customer from orders where customer is not null
  union
  select i.customer
  from order_reasons as n
  join order_groups as g using (order_key)
  join identities as i
    on i.customer_id is not distinct from g.customer_id and i.email is not distinct from g.email
)
select
  min(ordered_on) as first_day,
  max(ordered_on) as last_day,
  count(*) filter (kind = 'sale') as orders,
  (select count(*) from buyers) as customers,
  (select count(*) from customers where customer not in (select customer from buyers)) as leads,
  count(*) filter (kind = 'sale' and customer is null) as anonymous,
  bool_or(vat <> 0) as has_vat,
  bool_or(shipping <> 0) as has_shipping,
  bool_or(refunded_share <> 0 or kind = 'refund') as has_refunds
from orders
