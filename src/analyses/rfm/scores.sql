-- grain: one row per customer of `base`
-- units: days to the as-of date, purchases, revenue in the dataset's currency; scores 1 (lowest) to 5
-- source: RFM analysis (Hughes 1994); a score is one plus the number of limits that the value exceeds (recency: five less)
with scored as not materialized (
  select
    *,
    5 - steps_above(recency_days, $r1, $r2, $r3, $r4) as r,
    1 + steps_above(purchases, $f1, $f2, $f3, $f4) as f,
    1 + steps_above(revenue, $m1, $m2, $m3, $m4) as m
  from base
)
select customer, recency_days, purchases, revenue, r, f, m, rfm_segment(r, f, m) as segment
from scored
