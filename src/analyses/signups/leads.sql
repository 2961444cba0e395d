-- grain: one row per person with a day of sign-up and without an order, in the countries of the scope
-- units: day of the sign-up
-- source: own definition: a lead is a contact without an order; the same people as in people.sql without ordered_on
with listed as not materialized (
  select c.customer, c.first_seen_on as signed_up_on, s.as_of
  from people_in_filter as c, scope as s
  where c.first_seen_on <= s.as_of
    and (len(s.countries) = 0 or list_contains(s.countries, c.country))
),
sales as not materialized (
  select l.customer
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale' and o.ordered_on <= l.as_of
)
select l.customer, l.signed_up_on
from listed as l
anti join sales as f on f.customer = l.customer
