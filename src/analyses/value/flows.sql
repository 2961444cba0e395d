-- grain: one row per month of the customers' first purchase and month in which they bought or were paid back
-- units: months counted back from the as-of date (1: the month that ends with it); revenue in the dataset's currency,
--   sampled_…: of one in $parts customers, on whom forecasts are tested
-- source: rolling origins (Tashman 2000) and the projection of new customers are made of these
with days as (
  select d.day, 1 + count(*) filter (b.bound >= d.day) as month
  from (select distinct booked_on as day from ledger) as d,
    (select unnest($bounds::date[]) as bound) as b
  group by d.day
),
firsts as not materialized (
  select h.customer, d.month, h.customer::bigint * 2246822507 % 4294967296 // 65536 % $parts = 0 as sampled
  from customer_history as h
  join days as d on d.day = h.first_on
)
select
  f.month as first_month,
  d.month,
  count(*) filter (l.nth = 1) as new_customers,
  coalesce(sum(l.revenue) filter (l.nth = 1), 0) as first_revenue,
  count(*) filter (l.nth > 1) as repeat_purchases,
  coalesce(sum(l.revenue) filter (l.nth > 1), 0) as repeat_revenue,
  coalesce(-sum(l.revenue) filter (l.nth is null), 0) as refunds,
  count(*) filter (l.nth > 1 and f.sampled) as sampled_repeat_purchases,
  coalesce(sum(l.revenue) filter (f.sampled), 0) as sampled_revenue
from ledger as l
join days as d on d.day = l.booked_on
join firsts as f using (customer)
group by f.month, d.month
order by f.month, d.month
