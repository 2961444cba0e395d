-- grain: one row per order that a later file has again
-- units: order key
-- source: PRODUCT §3 D9
select distinct older.order_key
from order_groups as older
join order_groups as newer on newer.order_id = older.order_id and newer.source > older.source
where older.goods > 0 and newer.goods > 0 and newer.ordered_at is not null
