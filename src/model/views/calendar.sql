-- grain: one row per day with a booking
-- units: revenue in the dataset's currency
-- source: own definition: net revenue; orders without a customer are anonymous
select
  booked_on as day,
  count(*) filter (is_sale) as orders,
  sum(revenue) as revenue,
  count(*) filter (is_sale and customer is null) as anonymous_orders,
  coalesce(sum(revenue) filter (customer is null), 0) as anonymous_revenue
from bookings
group by 1
