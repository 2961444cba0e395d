-- grain: one row per order that a later file of the same system has again
-- units: order key; $systems: the shop system of each file
-- source: PRODUCT §3 D9. An order is the same where number and day, or number and person, agree; a refund, or an order without
--   a number, where everything agrees, as often as it is there
with documents as not materialized (
  select
    order_key,
    source,
    list_extract($systems::varchar[], source + 1) as system,
    order_id,
    customer_id,
    email,
    ordered_at,
    goods,
    goods >= 0 as sale,
    row_number() over (
      partition by source, order_id, customer_id, email, ordered_at, goods order by first_row
    ) as copy
  from order_groups
  where ordered_at is not null and goods is not null
)
select distinct older.order_key
from documents as older
join documents as newer
  on newer.order_id = older.order_id and newer.system = older.system and newer.source > older.source
where older.sale and newer.sale
  and (
    newer.ordered_at::date = older.ordered_at::date
    or newer.customer_id = older.customer_id
    or newer.email = older.email
  )
union
select older.order_key
from documents as older
join documents as newer
  on newer.ordered_at = older.ordered_at and newer.goods = older.goods and newer.copy = older.copy
    and newer.system = older.system and newer.source > older.source
where newer.order_id is not distinct from older.order_id
  and newer.customer_id is not distinct from older.customer_id
  and newer.email is not distinct from older.email
  and (older.order_id is null or not older.sale)
