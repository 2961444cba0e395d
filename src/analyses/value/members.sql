-- grain: one row per member; `named` is of member_of.ts or segment_members.sql
-- units: customers, revenue net of refunds in the dataset's currency; place 1: the most customers, null: not known
-- source: own definition: value by first product, channel and segment
select
  row_number() over (order by count(*) desc, member) as place,
  n.member,
  count(*) as customers,
  sum(h.revenue) as revenue
from named as n
join customer_history as h using (customer)
where n.member is not null
group by n.member
order by place
