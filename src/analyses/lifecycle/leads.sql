-- grain: one row per day on which leads came or ordered; the row without a day has the leads of whom no day is known
-- units: contacts without an order by then; `contacts` is contacts.sql
-- source: PRODUCT §1 (lead), §3 L1, D4
with waiting as (
  select c.first_seen_on, case when c.ordered_on <= s.as_of then c.ordered_on end as ordered_on
  from contacts as c, scope as s
  where (c.first_seen_on <= s.as_of and (c.ordered_on is null or c.ordered_on > c.first_seen_on))
    or (c.first_seen_on is null and c.ordered_on is null)
),
days as (
  select first_seen_on as day, 1 as came, 0 as ordered from waiting
  union all
  select ordered_on, 0, 1 from waiting where ordered_on is not null
)
select day, sum(came) as came, sum(ordered) as ordered
from days
group by day
order by day nulls last
