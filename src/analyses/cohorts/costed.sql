-- grain: one row per position of an order with a cost of goods
-- units: in the dataset's currency, a refunded share of both taken off; a cost of 0 counts as none
-- source: own definition: the contribution margin is net revenue less cost of goods
select
  b.customer,
  b.booked_on,
  (
    case when b.is_sale then l.cost else -abs(l.cost) end
      * case when s.less_refunds then 1 - coalesce(o.refunded_share, 0) else 1 end
  )::decimal(18, 4) as cost,
  (
    case when b.is_sale then l.net else -abs(l.net) end
      * case when s.less_refunds then 1 - coalesce(o.refunded_share, 0) else 1 end
  )::decimal(18, 4) as net
from order_lines as l
join bookings as b using (order_key)
join orders as o using (order_key), scope as s
where l.cost <> 0 and b.customer is not null
