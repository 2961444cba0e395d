-- grain: one row per customer whose first purchase lies in the period
-- units: cohort: number of the week, month, quarter or year of the first purchase, as `spans` has it
-- source: own definition: a cohort is customers by the period of their first purchase
select h.customer, h.first_on, s.span as cohort
from customer_history as h
join spans as s on s.day = h.first_on, scope as c
where h.first_on >= c.from_on
