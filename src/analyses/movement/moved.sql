-- grain: one row per customer who is scored on the earlier day, today, or both
-- units: segments on both days ('none': not yet, or no purchase in the period), revenue in the dataset's currency
-- source: PRODUCT §3 R9; both days are scored with the limits of today
with before as not materialized (
  select
    customer,
    revenue,
    rfm_segment(
      5 - steps_above(recency_days, $r1, $r2, $r3, $r4),
      1 + steps_above(purchases, $f1, $f2, $f3, $f4),
      1 + steps_above(revenue, $m1, $m2, $m3, $m4)
    ) as segment
  from history_at($since, $until)
),
today as not materialized (
  select
    customer,
    recency_days,
    purchases,
    revenue,
    rfm_segment(
      5 - steps_above(recency_days, $r1, $r2, $r3, $r4),
      1 + steps_above(purchases, $f1, $f2, $f3, $f4),
      1 + steps_above(revenue, $m1, $m2, $m3, $m4)
    ) as segment
  from base
)
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
