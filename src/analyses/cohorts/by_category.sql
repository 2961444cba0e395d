-- grain: one row per customer
-- units: the category of the product of the first order, empty where it names none
-- source: PRODUCT §1 (cohort), §3 H5
select customer, nullif(trim(category), '') as member
from first_orders
