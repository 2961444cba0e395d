-- grain: one row per order with more than one row in its file
-- units: hash of file and order number, in the files $earliest to $latest; part $part of $parts by this hash; an order that shares its
--   hash by chance is only looked at more closely
-- source: FORMATS §0 (row shapes)
select hash(source, order_id) as order_hash
from orders_rows
where source >= $earliest and source <= $latest and reason is null and order_id is not null
  and ($parts = 1 or hash(source, order_id) % $parts = $part)
group by order_hash
having count(*) > 1
