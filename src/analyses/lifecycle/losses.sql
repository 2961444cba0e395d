-- grain: one row per day on which customers become inactive
-- units: customers
-- source: own definition of the stages
select p.purchased_on + $inactive_limit::integer as day, count(*) as customers
from purchases as p, scope as s
where coalesce(p.next_on, s.as_of + 1) - p.purchased_on > $inactive_limit::integer
group by day
order by day
