-- grain: one row
-- units: orders with more than one row; of those, the ones whose rows name different amounts
-- source: FORMATS §0 (an order total repeated on each line must not be summed)
with orders as (
  select count(distinct coalesce(total, net)) as amounts
  from orders_rows
  where source = $source and reason is null and order_id is not null and coalesce(total, net) > 0
  group by order_id
  having count(*) > 1
)
select count(*) as repeated, count(*) filter (amounts > 1) as different from orders
