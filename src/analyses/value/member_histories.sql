-- grain: one row per member and history that its customers share; `named` is of member_of.ts or segment_members.sql
-- units: as in the histories; repeat_value: the sum over these customers of the mean value of their repeat purchases
-- source: x, t_x and T of buy-till-you-die models (Schmittlein, Morrison & Colombo 1987), by group
with places as (
  select member, row_number() over (order by count(*) desc, member) as place
  from named
  where member is not null
  group by member
),
states as not materialized (
  select
    l.customer,
    count(l.nth) - 1 as x,
    max(l.booked_on) filter (l.nth is not null) - min(l.booked_on) filter (l.nth is not null) as tx_days,
    any_value(s.as_of) - min(l.booked_on) filter (l.nth is not null) as age_days,
    sum(l.revenue) filter (l.nth > 1) as repeat_revenue
  from ledger as l, scope as s
  group by l.customer
  having count(l.nth) > 0
)
select
  p.place,
  s.x,
  s.tx_days,
  s.age_days,
  count(*) as customers,
  coalesce(sum(round(s.repeat_revenue::double / s.x, 2)) filter (s.x > 0), 0)::decimal(18, 4) as repeat_value
from states as s
join named as n using (customer)
join places as p using (member)
where p.place <= 20
group by all
order by p.place, s.x, s.tx_days, s.age_days
