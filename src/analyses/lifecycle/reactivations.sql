-- grain: one row per day on which customers come back from a long silence, or are no longer counted as just back
-- units: customers, revenue of the purchases they came back with
-- source: own definition: reactivated as a state
with long_silences as (
  select customer, nth + 1 as nth
  from purchases
  where next_on - purchased_on > $inactive_limit::integer
),
comebacks as materialized (
  select
    p.purchased_on,
    case
      when p.next_on < p.purchased_on + $reactivated_days::integer then p.next_on
      else p.purchased_on + $reactivated_days::integer
    end as settled_on,
    p.revenue
  from long_silences as l
  join purchases as p using (customer, nth)
),
days as (
  select purchased_on as day, 1 as came, 0 as settled, revenue from comebacks
  union all
  select c.settled_on, 0, 1, 0 from comebacks as c, scope as s where c.settled_on <= s.as_of
)
select day, sum(came) as came, sum(settled) as settled, sum(revenue) as revenue
from days
group by day
order by day
