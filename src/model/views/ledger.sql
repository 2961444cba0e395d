-- grain: one row per customer and day with a booking (per order, where the scope says so)
-- units: revenue in the dataset's currency; nth counts the customer's purchase occasions from 1; part $part of $parts of the
--   customers: a long ledger is made part by part
-- source: own definition: a purchase is one customer on one calendar day with positive net revenue
with days as not materialized (
  select
    b.customer,
    b.booked_on,
    case when s.by_order then b.order_key end as single_order,
    count(*) filter (b.is_sale) as orders,
    sum(b.revenue)::decimal(18, 4) as revenue
  from bookings as b, scope as s
  where b.customer is not null and b.customer % $parts = $part
  group by 1, 2, 3
)
select
  customer,
  booked_on,
  orders,
  revenue,
  case when revenue > 0 then row_number() over occasions end as nth,
  case when revenue > 0 then lead(booked_on) over occasions end as next_on
from days
window occasions as (partition by customer, revenue > 0 order by booked_on, single_order)
