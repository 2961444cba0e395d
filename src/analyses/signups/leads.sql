-- grain: one row per person with a day of sign-up and without an order, in the countries of the scope
-- units: day of the sign-up
-- source: PRODUCT §1 (lead); the same as in people.sql those without ordered_on
with sales as not materialized (
  select o.customer
  from orders as o, scope as s
  where o.kind = 'sale' and o.ordered_on <= s.as_of
)
select c.customer, c.first_seen_on as signed_up_on
from customers as c
cross join scope as s
anti join sales as o on o.customer = c.customer
where c.first_seen_on <= s.as_of
  and (len(s.countries) = 0 or list_contains(s.countries, c.country))
