-- grain: one row per customer and attribute that is known of her
-- units: text as read; what a list of contacts says goes before what orders say, of these the latest that counts
-- source: PRODUCT §3 D3 (kept attributes), D10
with of_orders as not materialized (
  select g.customer_id, g.email, r.source, r.row, g.ordered_at, r.attributes
  from orders_rows as r
  join order_groups as g on g.source = r.source and g.order_id = r.order_id
  where r.attributes is not null and r.reason is null and g.reason is null
  union all
  select g.customer_id, g.email, r.source, r.row, g.ordered_at, r.attributes
  from orders_rows as r
  join order_groups as g on g.source = r.source and g.first_row = r.row and g.order_id is null
  where r.attributes is not null and r.order_id is null and r.reason is null and g.reason is null
),
said as not materialized (
  select customer_id, email, source, row, ordered_at, attributes, false as of_contact from of_orders
  union all
  select customer_id, email, source, row, null, attributes, true
  from customers_rows
  where attributes is not null and reason is null
),
cells as not materialized (
  select
    i.customer,
    s.source,
    s.row,
    s.ordered_at,
    s.of_contact,
    generate_subscripts(s.attributes, 1) - 1 as place,
    unnest(s.attributes) as value
  from said as s
  join identities as i
    on i.customer_id is not distinct from s.customer_id and i.email is not distinct from s.email
)
select
  c.customer,
  n.name,
  arg_max(
    c.value,
    {of_contact: c.of_contact, ordered_at: coalesce(c.ordered_at, timestamp '1970-01-01'), source: c.source, row: c.row}
  ) as value
from cells as c
join attribute_names as n using (source, place)
where c.value is not null
group by c.customer, n.name
