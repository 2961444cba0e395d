-- grain: one row per person
-- units: as in customers
-- source: without a filter by products or customers all persons are looked at; chosen_people.sql otherwise
select customer, name, country, first_seen_on, source, consent, birthday, listed
from customers
