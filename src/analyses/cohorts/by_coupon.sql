-- grain: one row per customer
-- units: the coupon of the first order, empty where it names none
-- source: own definition: a cohort is customers by what their first order names
select customer, nullif(trim(coupon), '') as member
from first_orders
