-- grain: one row per day on which silences after the first, or after later purchases, reach their limit or end behind it
-- units: customers; what they bring in an average year: all their revenue by the years from first to last purchase, at least one
-- source: own definition of the ledger; on the day on which a silence has lasted as long as the limit, the limit is passed
with silences as materialized (
  select p.customer, p.purchased_on, p.next_on
  from purchases as p, scope as s
  where p.nth between $from_nth::bigint and $to_nth::bigint
    -- On the last day that can be seen, a silence that goes on may still reach the limit.
    and coalesce(p.next_on, s.as_of + 1) - p.purchased_on > $limit_days::integer
),
valued as materialized (
  select
    w.purchased_on,
    w.next_on,
    (h.revenue / case when h.last_on - h.first_on > 365 then (h.last_on - h.first_on) / 365 else 1 end)::decimal(18, 4) as year_revenue
  from silences as w
  join customer_history as h using (customer)
),
passing as (
  select purchased_on + $limit_days::integer as day, count(*) as passed, sum(year_revenue) as revenue
  from valued
  group by day
),
ending as (
  select next_on as day, count(*) as returned, sum(year_revenue) as revenue
  from valued
  where next_on is not null
  group by day
)
select
  day,
  coalesce(p.passed, 0) as passed,
  coalesce(p.revenue, 0) as passed_revenue,
  coalesce(e.returned, 0) as returned,
  coalesce(e.revenue, 0) as returned_revenue
from passing as p
full join ending as e using (day)
order by day
