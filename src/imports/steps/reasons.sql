-- grain: one row per file and reason
-- units: rows; orders that are missing because of it, their goods value as exported, and the persons whose sales are all missing
-- source: PRODUCT §3 Q1
with missing as materialized (
  select
    g.source,
    g.reason,
    g.goods,
    i.customer,
    -- Who is known by a test order or an order without a day alone has no number of ours.
    coalesce(i.customer::varchar, '#' || g.customer_id, '@' || g.email) as person
  from order_groups as g
  left join identities as i
    on i.customer_id is not distinct from g.customer_id and i.email is not distinct from g.email
  where g.reason is not null
),
present as (
  select distinct o.customer from orders as o semi join missing using (customer) where o.kind = 'sale'
),
left_out as (
  select
    m.source,
    m.reason,
    count(*) as orders,
    sum(m.goods) as revenue,
    count(distinct m.person) filter (p.customer is null) as customers
  from missing as m
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
