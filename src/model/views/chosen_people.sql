-- grain: one row per chosen person
-- units: as in customers; nobody where orders are chosen by their products, since a contact without an order has none
-- source: own definition: a lead is a contact without an order
select c.customer, c.name, c.country, c.first_seen_on, c.source, c.consent, c.birthday, c.listed
from customers as c
cross join scope as s
where len(s.products) + len(s.categories) = 0
  and (not s.some_customers or c.customer in (select customer from chosen_customers))
