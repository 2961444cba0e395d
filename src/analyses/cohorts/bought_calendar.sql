-- grain: one row per cohort and calendar period with a booking of its customers
-- units: buyers: customers with a purchase in the period; second_buyers: whose second purchase lies in it; revenue in the
--   dataset's currency, a refund document lowers the period of its own day
-- source: own definition; period 0 is the calendar period of the first purchase
with counted as not materialized (
  select
    o.cohort,
    s.span,
    -- Who bought in a period has one last purchase in it, so counting those counts customers.
    count(*) filter (l.nth is not null and (l.next_on is null or l.next_on >= s.ends_before)) as buyers,
    count(*) filter (l.nth = 2) as second_buyers,
    sum(l.orders) as orders,
    sum(l.revenue) as revenue
  from ledger as l
  join origins as o using (customer)
  join spans as s on s.day = l.booked_on
  group by o.cohort, s.span
)
select
  any_value(n.cohort_on) as cohort_on,
  any_value(n.place) as place,
  any_value(n.member) as member,
  -- Refunds of what was bought before the first order we know belong to the first period.
  greatest(c.span - c.cohort, 0) as period,
  null::bigint as whole,
  sum(c.buyers) as buyers,
  sum(c.second_buyers) as second_buyers,
  sum(c.orders) as orders,
  sum(c.revenue) as revenue
from counted as c
join labels as n using (cohort)
group by c.cohort, greatest(c.span - c.cohort, 0)
order by c.cohort, period
