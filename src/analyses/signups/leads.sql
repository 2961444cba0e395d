-- grain: one row per contact without an order, in the countries of the scope
-- units: day of the sign-up, empty where none is known; such a contact has no order at all, whatever the as-of date
-- source: own definition: a lead is a contact without an order; the people of people.sql without ordered_on
with listed as not materialized (
  select c.customer, c.first_seen_on as signed_up_on, s.as_of
  from people_in_filter as c, scope as s
  where c.listed
    and coalesce(c.first_seen_on <= s.as_of, true)
    and (len(s.countries) = 0 or list_contains(s.countries, c.country))
),
sales as not materialized (
  select l.customer
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale' and (l.signed_up_on is null or o.ordered_on <= l.as_of)
)
select l.customer, l.signed_up_on
from listed as l
anti join sales as f on f.customer = l.customer
