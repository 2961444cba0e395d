-- grain: one row per week, month, quarter or year with an order in the period
-- units: revenue in the dataset's currency by the scope's basis; a week starts on Monday
-- source: PRODUCT §1 (first-time and repeat buyer), §3 L5
with booked as (
  select date_trunc($grain, c.day)::date as starts_on, c.day >= s.from_on as counted, sum(c.orders) as orders,
    sum(c.revenue) as revenue, sum(c.anonymous_revenue) as anonymous_revenue
  from calendar as c, scope as s
  group by 1, 2
),
buying as (
  select date_trunc($grain, p.purchased_on)::date as starts_on, p.purchased_on >= s.from_on as counted,
    count(distinct p.customer) as customers, count(*) filter (p.nth = 1) as new_customers,
    sum(p.revenue) filter (p.nth = 1) as new_revenue
  from purchases as p, scope as s
  group by 1, 2
),
joined as (
  select b.*, coalesce(p.customers, 0) as customers, coalesce(p.new_customers, 0) as new_customers,
    coalesce(p.new_revenue, 0) as new_revenue
  from booked as b
  left join buying as p using (starts_on, counted)
),
bought as (
  select date_trunc($grain, purchased_on)::date as starts_on, count(distinct customer) as customers
  from purchases
  group by 1
),
years_before as (
  select b.starts_on, sum(b.orders) as orders, sum(b.revenue) as revenue, coalesce(any_value(p.customers), 0) as customers
  from booked as b
  left join bought as p using (starts_on)
  group by 1
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
left join years_before as y
  on y.starts_on = case when $grain = 'week' then c.starts_on - 364 else (c.starts_on - interval 1 year)::date end
where c.counted
order by c.starts_on
