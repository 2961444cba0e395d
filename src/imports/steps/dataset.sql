-- grain: one row
-- units: calendar days, counts; a customer who is no lead may have only orders that were set aside
-- source: PRODUCT §1 (order, customer, lead; the as-of date starts at the day of the last order)
with listed as not materialized (
  select customer, first_seen_on from customers where listed
),
sales as (
  select l.customer
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale'
),
leads as (
  select l.first_seen_on
  from listed as l
  anti join sales as f on f.customer = l.customer
)
select
  min(ordered_on) as first_day,
  max(ordered_on) as last_day,
  count(*) filter (kind = 'sale') as orders,
  (select count(*) from customers) - (select count(*) from leads) as customers,
  (select count(*) from leads) as leads,
  (select count(*) from leads where first_seen_on > (select max(ordered_on) from orders)) as later_leads,
  count(*) filter (kind = 'sale' and customer is null) as anonymous,
  bool_or(vat <> 0) as has_vat,
  bool_or(shipping <> 0) as has_shipping,
  bool_or(refunded_share <> 0 or kind = 'refund') as has_refunds
from orders
