-- grain: one row
-- units: orders with more than one row, and those of them whose rows name different amounts; amounts in such orders, and
--   those of them that are price × quantity; whether the VAT column holds rates in per cent
-- source: FORMATS §0 (an order total repeated on each line must not be summed)
with orders as (
  select
    min(coalesce(r.total, r.net)) < max(coalesce(r.total, r.net)) as differs,
    count(coalesce(r.total, r.net)) as amounts,
    count(*) filter (abs(coalesce(r.total, r.net) - r.quantity * r.unit_price) < 0.01) as of_line
  from orders_rows as r
  semi join repeated_orders on order_hash = hash(r.source, r.order_id)
  where r.source = $source and r.reason is null and coalesce(r.total, r.net) > 0
  group by r.order_id
  having count(*) > 1
),
rates as (
  select
    count(vat) > 0
      and bool_and(vat in (0, 2.5, 2.6, 5, 5.5, 7, 7.7, 8.1, 10, 13, 16, 19, 20, 21, 22, 25))
      and bool_or(vat > 0 and abs(vat - coalesce(total, line_total, quantity * unit_price) * vat / (100 + vat)) > 0.02) as vat_as_rate
  from orders_rows
  where source = $source and reason is null and vat is not null
)
select
  (select count(*) from orders) as repeated,
  (select count(*) from orders where differs) as different,
  (select coalesce(sum(amounts), 0) from orders) as amounts,
  (select coalesce(sum(of_line), 0) from orders) as of_line,
  coalesce(vat_as_rate, false) as vat_as_rate
from rates
