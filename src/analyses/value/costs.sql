-- grain: one row
-- units: in the dataset's currency: cost of goods, and net amount of the positions that have one (a cost of 0 counts as none)
-- source: own definition: the contribution margin is net revenue less cost of goods
select
  coalesce(sum(l.cost), 0)::decimal(18, 4) as cost,
  coalesce(sum(l.net), 0)::decimal(18, 4) as covered_revenue
from order_lines as l
join bookings as b using (order_key)
where b.is_sale and l.cost <> 0
