-- grain: one row per customer with a purchase in the period
-- units: revenue in the dataset's currency; a status begins above its limit; none: nothing bought in two years
-- source: own definition: buyer status by the net revenue of two years
with placed as not materialized (
  select *, steps_above(two_year_revenue, $t1, $t2, $t3, $t4) as steps
  from ranked
)
select
  customer,
  case
    when two_year_revenue <= 0 then 'none'
    when steps = 4 then 'platinum'
    when steps = 3 then 'gold'
    when steps = 2 then 'silver'
    when steps = 1 then 'normal'
    else 'low'
  end as status,
  place,
  purchases,
  recency_days,
  two_year_revenue,
  revenue,
  two_year_revenue > 0 and steps >= 2 and purchases <= $few as high_roller
from placed
