-- grain: one row per order with more than one row in its file
-- units: file and order number
-- source: FORMATS §0 (row shapes)
select source, order_id
from orders_rows
where reason is null and order_id is not null
group by source, order_id
having count(*) > 1
