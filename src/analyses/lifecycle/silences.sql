-- grain: one row per day on which silences after the first, or after later purchases, reach their limit or end behind it
-- units: customers; what they bring in an average year: all their revenue by the years from first to last purchase, at least one
-- source: PRODUCT §3 L1, L6; on the day on which a silence has lasted as long as the limit, the limit is passed
with values as materialized (
  select customer, (revenue / greatest(1, (last_on - first_on) / 365))::decimal(18, 4) as year_revenue
  from customer_history
),
passing as not materialized (
  select p.purchased_on + $limit_days::integer as day, count(*) as passed, sum(v.year_revenue) as revenue
  from purchases as p
  join values as v using (customer), scope as s
  where p.nth between $from_nth::bigint and $to_nth::bigint
    -- On the last day that can be seen, a silence that goes on may still reach the limit.
    and coalesce(p.next_on, s.as_of + 1) - p.purchased_on > $limit_days::integer
  group by day
),
ending as not materialized (
  select p.next_on as day, count(*) as returned, sum(v.year_revenue) as revenue
  from purchases as p
  join values as v using (customer)
  where p.nth between $from_nth::bigint and $to_nth::bigint
    and p.next_on - p.purchased_on > $limit_days::integer
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
