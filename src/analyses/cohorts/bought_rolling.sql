-- grain: one row per cohort, period since the first purchase and last period observed in full
-- units: buyers: customers with a purchase in the period; second_buyers: whose second purchase lies in it; revenue in the
--   dataset's currency, a refund document lowers the period of its own day; whole: from 0, and -1 for none
-- source: own definition; period 0 begins on the day of the first purchase
with counted as not materialized (
  select
    o.cohort,
    o.whole,
    a.period,
    -- Who bought in a period has one last purchase in it, so counting those counts customers.
    count(*) filter (
      l.nth is not null and (l.next_on is null or l.next_on >= o.first_on + a.ends_before::integer)
    ) as buyers,
    count(*) filter (l.nth = 2) as second_buyers,
    sum(l.orders) as orders,
    sum(l.revenue) as revenue
  from ledger as l
  join observed as o using (customer)
  join ages as a on a.age = l.booked_on - o.first_on
  group by o.cohort, o.whole, a.period
)
select
  n.cohort_on,
  n.place,
  n.member,
  c.period,
  c.whole,
  c.buyers,
  c.second_buyers,
  c.orders,
  c.revenue
from counted as c
join labels as n using (cohort)
order by c.cohort, c.period, c.whole
