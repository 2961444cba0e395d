-- grain: one row per cohort, period since the first purchase and last period observed in full, with a cost of goods
-- units: in the dataset's currency; covered_revenue: net amount of the positions with a cost; first_…: of first purchases
-- source: own definition: the contribution margin is net revenue less cost of goods
with counted as not materialized (
  select
    o.cohort,
    o.whole,
    a.period,
    sum(t.cost) as cost,
    sum(t.net) as covered_revenue,
    sum(t.cost) filter (t.booked_on = o.first_on) as first_cost,
    sum(t.net) filter (t.booked_on = o.first_on) as first_covered_revenue
  from costed as t
  join observed as o using (customer)
  join ages as a on a.age = t.booked_on - o.first_on
  group by o.cohort, o.whole, a.period
)
select
  n.cohort_on,
  n.place,
  c.period,
  c.whole,
  c.cost,
  c.covered_revenue,
  coalesce(c.first_cost, 0) as first_cost,
  coalesce(c.first_covered_revenue, 0) as first_covered_revenue
from counted as c
join labels as n using (cohort)
order by c.cohort, c.period, c.whole
