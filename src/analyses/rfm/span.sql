-- grain: one row; none without a purchase
-- units: the day of the first purchase
-- source: own definition: before the first purchase no date can be recomputed
select min(first_on) as first_on
from customer_history
having min(first_on) is not null
