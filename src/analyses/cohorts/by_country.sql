-- grain: one row per customer
-- units: the country of the first order, empty where it names none
-- source: PRODUCT §1 (cohort), §3 H5
select customer, nullif(trim(country), '') as member
from first_orders
