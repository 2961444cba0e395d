-- grain: one row per customer
-- units: the country of the first order, empty where it names none
-- source: own definition: a cohort is customers by what their first order names
select customer, nullif(trim(country), '') as member
from first_orders
