-- grain: one row per customer who is scored on the earlier day, today, or both
-- units: segments on both days ('none': not yet, or no purchase in the period), revenue in the dataset's currency
-- source: own definition; `before` and `today` are scores.sql, both days with the limits of today
select
  coalesce(t.customer, b.customer) as customer,
  coalesce(b.segment, 'none') as segment_before,
  coalesce(t.segment, 'none') as segment,
  t.recency_days,
  coalesce(t.purchases, 0) as purchases,
  coalesce(t.revenue, 0) as revenue,
  coalesce(b.revenue, 0) as revenue_before
from today as t
full join before as b on b.customer = t.customer
