-- grain: one row per attribute and value, of each attribute the fifty of most customers
-- units: customers of whom the attribute is known; different values in all
-- source: PRODUCT §3 D3 (kept attributes)
with counted as (
  select name, value, count(*) as customers from attributes group by name, value
)
select
  name,
  value,
  (sum(customers) over (partition by name))::bigint as known_of,
  count(*) over (partition by name) as different
from counted
qualify row_number() over (partition by name order by customers desc, value) <= 50
order by name, customers desc, value
