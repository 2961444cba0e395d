-- grain: one row per cohort and calendar period with a cost of goods
-- units: in the dataset's currency; covered_revenue: net amount of the positions with a cost; first_…: of first purchases
-- source: own definition: the contribution margin is net revenue less cost of goods
with counted as not materialized (
  select
    o.cohort,
    s.span,
    sum(t.cost) as cost,
    sum(t.net) as covered_revenue,
    sum(t.cost) filter (t.booked_on = o.first_on) as first_cost,
    sum(t.net) filter (t.booked_on = o.first_on) as first_covered_revenue
  from costed as t
  join origins as o using (customer)
  join spans as s on s.day = t.booked_on
  group by o.cohort, s.span
)
select
  any_value(n.cohort_on) as cohort_on,
  any_value(n.place) as place,
  greatest(c.span - c.cohort, 0) as period,
  null::bigint as whole,
  sum(c.cost) as cost,
  sum(c.covered_revenue) as covered_revenue,
  coalesce(sum(c.first_cost), 0) as first_cost,
  coalesce(sum(c.first_covered_revenue), 0) as first_covered_revenue
from counted as c
join labels as n using (cohort)
group by c.cohort, greatest(c.span - c.cohort, 0)
order by c.cohort, period
