-- grain: one row per day on which leads came or ordered; the row without a day has the leads of whom no day is known
-- units: contacts without an order by then; `contacts` is contacts.sql
-- source: own definition: a lead is a contact without an order
select
  case when side.came then c.first_seen_on else c.ordered_on end as day,
  count(*) filter (side.came) as came,
  count(*) filter (not side.came) as ordered
from contacts as c
cross join scope as s
cross join (values (true), (false)) as side(came)
where case
    when c.first_seen_on is null then c.ordered_on is null
    else c.first_seen_on <= s.as_of and coalesce(c.ordered_on > c.first_seen_on, true)
  end
  and (side.came or c.ordered_on <= s.as_of)
group by day
order by day nulls last
