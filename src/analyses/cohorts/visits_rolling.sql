-- grain: one row per customer and period since the first purchase with a purchase
-- units: whole_period: the period has been observed in full; revenue in the dataset's currency
-- source: own definition; period 0 begins on the day of the first purchase
select
  l.customer,
  any_value(o.cohort) as cohort,
  a.period,
  bool_and(o.first_on + a.ends_before::integer <= c.as_of + 1) as whole_period,
  count(l.nth) as period_purchases,
  sum(l.revenue) as period_revenue
from ledger as l
join origins as o using (customer)
join ages as a on a.age = l.booked_on - o.first_on, scope as c
group by l.customer, a.period
having count(l.nth) > 0
