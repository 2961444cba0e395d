-- grain: one row per file, reason and order, of three orders at most
-- units: row of data, from 0; the order number where the row has one
-- source: PRODUCT §3 Q1
with firsts as (
  select source, reason, unnest(min(row, 30)) as row from set_aside group by source, reason
),
named as (
  select f.source, f.reason, min(f.row) as row, r.order_id
  from firsts as f
  left join orders_rows as r using (source, row)
  group by f.source, f.reason, r.order_id, case when r.order_id is null then f.row end
)
select source, reason, row, order_id
from named
qualify row_number() over (partition by source, reason order by row) <= 3
order by source, reason, row
