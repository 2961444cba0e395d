-- grain: one row per customer with a purchase in the period
-- units: days to the as-of date, purchases, revenue in the dataset's currency; scores 1 (lowest) to 5
-- source: PRODUCT §3 R1, R4, R5; a score is one plus the number of limits that the value exceeds (recency: five less)
with base as not materialized (
  select customer, recency_days, window_purchases as purchases, window_revenue as revenue
  from customer_history
  where window_purchases > 0
),
scored as not materialized (
  select
    *,
    5 - (recency_days > $r1)::integer - (recency_days > $r2)::integer
      - (recency_days > $r3)::integer - (recency_days > $r4)::integer as r,
    1 + (purchases > $f1)::integer + (purchases > $f2)::integer
      + (purchases > $f3)::integer + (purchases > $f4)::integer as f,
    1 + (revenue > $m1)::integer + (revenue > $m2)::integer
      + (revenue > $m3)::integer + (revenue > $m4)::integer as m
  from base
)
select *, rfm_segment(r, f, m) as segment
from scored
