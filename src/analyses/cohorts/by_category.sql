-- grain: one row per customer
-- units: the category of the product of the first order, empty where it names none
-- source: own definition: a cohort is customers by what their first order names
select h.customer, nullif(trim(p.category), '') as member
from customer_history as h
left join first_products as p using (customer)
