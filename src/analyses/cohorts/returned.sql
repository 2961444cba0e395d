-- grain: one row per cohort, step of follow-up and number of days from the first to the second purchase
-- units: days: empty where none followed; followed_days: from the latest first purchase of the row to the as-of date
-- source: Kaplan & Meier 1958, Mantel 1966 (log-rank test); orders and revenue are those of the first purchases
with openings as not materialized (
  select
    o.cohort,
    (p.next_on - p.purchased_on)::integer as days,
    (c.as_of - p.purchased_on)::integer as followed_days,
    p.orders,
    p.revenue
  from purchases as p
  join origins as o using (customer), scope as c
  where p.nth = 1
),
counted as not materialized (
  select
    cohort,
    days,
    (followed_days >= 30)::integer + (followed_days >= 60)::integer + (followed_days >= 90)::integer
      + (followed_days >= 180)::integer + (followed_days >= 365)::integer as step,
    min(followed_days) as followed_days,
    count(*) as customers,
    sum(orders) as orders,
    sum(revenue) as revenue
  from openings
  group by cohort, days, step
)
select n.cohort_on, n.place, c.days, c.followed_days, c.customers, c.orders, c.revenue
from counted as c
join labels as n using (cohort)
order by c.cohort, c.step, c.days nulls last
