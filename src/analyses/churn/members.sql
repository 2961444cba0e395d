-- grain: one row per value of `named`, a field of the first order, and number of whole days to the second purchase
-- units: customers, as in durations.sql; orders that name no value are left out
-- source: durations for the estimate of Kaplan & Meier 1958, by part of the shop
select
  n.member,
  g.days,
  count(*) filter (g.returned) as events,
  count(*) filter (not g.returned) as censored
from gaps as g
join named as n using (customer)
where g.nth = 1 and n.member is not null
group by n.member, g.days
order by n.member, g.days
