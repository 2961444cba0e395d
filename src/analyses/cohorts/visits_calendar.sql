-- grain: one row per customer and calendar period with a purchase
-- units: period -1: the first purchase itself, where it stands apart; whole_period: the period is over
-- source: own definition; period 0 is the calendar period of the first purchase
select
  l.customer,
  any_value(o.cohort) as cohort,
  case when $apart::boolean and l.nth = 1 then -1 when s.span > o.cohort then s.span - o.cohort else 0 end as period,
  bool_and(s.ends_before <= c.as_of + 1) as whole_period,
  count(l.nth) as period_purchases,
  sum(l.revenue) as period_revenue
from ledger as l
join origins as o using (customer)
join spans as s on s.day = l.booked_on, scope as c
group by l.customer, case when $apart::boolean and l.nth = 1 then -1 when s.span > o.cohort then s.span - o.cohort else 0 end
having count(l.nth) > 0
