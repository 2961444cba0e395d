-- grain: one row per pair of scores, segment and day of recency with a customer of `base`
-- units: days to the as-of date, customers, revenue in the dataset's currency
-- source: RFM analysis (Hughes 1994; scores as in scores.sql); far fewer rows than customers, and all the tables below can
--   be made of them. Days and purchases have few values, so customers are scored where they are fewer still
with alike as (
  select
    recency_days,
    purchases,
    1 + steps_above(revenue, $m1, $m2, $m3, $m4) as m,
    count(*) as customers,
    sum(revenue) as revenue
  from base
  group by recency_days, purchases, m
),
scored as not materialized (
  select
    *,
    5 - steps_above(recency_days, $r1, $r2, $r3, $r4) as r,
    1 + steps_above(purchases, $f1, $f2, $f3, $f4) as f
  from alike
)
select
  r,
  f,
  rfm_segment(r, f, m) as segment,
  recency_days,
  sum(customers)::bigint as customers,
  sum(revenue) as revenue
from scored
group by r, f, segment, recency_days
