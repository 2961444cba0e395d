-- grain: one row per customer of `base` with scores
-- units: days from the last opening, click or visit up to the as-of date; scores 1 (lowest) to 5; who never reacted or has
--   unsubscribed since has the score 1
-- source: own definition: an engagement score beside those of RFM
with aged as not materialized (
  select
    b.customer,
    b.revenue,
    b.purchases,
    b.recency_days,
    b.segment,
    b.r,
    s.as_of - a.reacted_on as silent_days,
    a.customer is not null as contacted,
    a.left_on is not null and (a.reacted_on is null or a.left_on >= a.reacted_on) as unsubscribed
  from scored as b
  cross join scope as s
  left join reactions as a using (customer)
)
select
  customer,
  case
    when silent_days is null or unsubscribed then 1
    else 5 - steps_above(silent_days, $e1, $e2, $e3, $e4)
  end::tinyint as e,
  r,
  segment,
  silent_days,
  contacted,
  unsubscribed,
  recency_days,
  purchases,
  revenue
from aged
