-- grain: one row per week, month, quarter or year with an order in the period
-- units: revenue in the dataset's currency by the scope's basis; a week starts on Monday
-- source: PRODUCT §1 (first-time and repeat buyer), §3 L5
with booked as (
  select date_trunc($grain, day)::date as starts_on, sum(orders) as orders, sum(revenue) as revenue,
    sum(anonymous_revenue) as anonymous_revenue
  from calendar
  group by 1
),
buying as (
  select date_trunc($grain, purchased_on)::date as starts_on, count(distinct customer) as customers,
    count(*) filter (nth = 1) as new_customers, sum(revenue) filter (nth = 1) as new_revenue
  from purchases
  group by 1
),
joined as (
  select b.*, coalesce(p.customers, 0) as customers, coalesce(p.new_customers, 0) as new_customers,
    coalesce(p.new_revenue, 0) as new_revenue
  from booked as b
  left join buying as p using (starts_on)
)
select
  c.starts_on,
  c.starts_on >= s.from_on and (c.starts_on + to_months($months) + to_days($days))::date - 1 <= s.as_of as complete,
  c.revenue,
  c.new_revenue,
  c.revenue - c.new_revenue - c.anonymous_revenue as returning_revenue,
  c.anonymous_revenue,
  c.orders,
  c.customers,
  c.new_customers,
  c.customers - c.new_customers as returning_customers,
  y.revenue as last_year_revenue,
  y.orders as last_year_orders,
  y.customers as last_year_customers
from joined as c
cross join scope as s
left join joined as y
  on y.starts_on = case when $grain = 'week' then c.starts_on - 364 else (c.starts_on - interval 1 year)::date end
where c.starts_on >= date_trunc($grain, s.from_on)
order by c.starts_on
