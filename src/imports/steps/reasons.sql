-- grain: one row per file and reason
-- units: rows; orders that are missing because of it, their goods value as exported, and the persons whose sales are all missing
-- source: PRODUCT §3 Q1
with missing as materialized (
  select g.order_key, g.source, n.reason, g.goods, g.customer_id, g.email
  from order_reasons as n
  join order_groups as g using (order_key)
),
known as materialized (
  select m.order_key, i.customer
  from missing as m
  join identities as i
    on i.customer_id is not distinct from m.customer_id and i.email is not distinct from m.email
),
present as (
  select distinct o.customer from orders as o semi join known using (customer) where o.kind = 'sale'
),
left_out as (
  select
    m.source,
    m.reason,
    count(*) as orders,
    sum(m.goods) as revenue,
    -- Who is known by a test order or an order without a day alone has no number of ours.
    count(distinct coalesce(k.customer::varchar, '#' || m.customer_id, '@' || m.email)) filter (p.customer is null) as customers
  from missing as m
  left join known as k using (order_key)
  left join present as p using (customer)
  group by m.source, m.reason
),
rows as (
  select source, reason, count(*) as rows from set_aside group by source, reason
)
select
  r.source,
  r.reason,
  r.rows,
  coalesce(o.orders, 0) as orders,
  coalesce(o.revenue, 0) as revenue,
  coalesce(o.customers, 0) as customers
from rows as r
left join left_out as o using (source, reason)
order by r.source, r.rows desc, r.reason
