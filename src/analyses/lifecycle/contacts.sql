-- grain: one row per contact, in the countries of the scope; a contact has no channel
-- units: day of the sign-up, day of the first order ever; empty where there is none
-- source: own definition: a lead is a contact without an order; who is known by an order alone is no contact
with listed as not materialized (
  select c.customer, c.first_seen_on
  from people_in_filter as c, scope as s
  where c.listed
    and len(s.channels) = 0
    and (len(s.countries) = 0 or list_contains(s.countries, c.country))
),
sales as (
  select o.customer, min(o.ordered_on) as ordered_on
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale'
  group by o.customer
)
select l.customer, l.first_seen_on, f.ordered_on
from listed as l
left join sales as f using (customer)
