-- grain: one row per week, month, quarter or year with an order in the period
-- units: revenue in the dataset's currency by the scope's basis; a week starts on Monday
-- source: own definition: new is who buys for the first time in the period, returning who has bought before
with spans as (
  select day, date_trunc($grain, day)::date as starts_on,
    (date_trunc($grain, day) + to_months($months) + to_days($days))::date as ends_before
  from calendar
),
booked as (
  select b.starts_on, any_value(b.ends_before) as ends_before, c.day >= s.from_on as counted,
    sum(c.orders) as orders, sum(c.revenue) as revenue, sum(c.anonymous_revenue) as anonymous_revenue
  from calendar as c
  join spans as b using (day), scope as s
  group by b.starts_on, counted
),
-- Who bought in a period has one last purchase in it, so counting those counts customers.
buying as (
  select b.starts_on, p.purchased_on >= s.from_on as counted, count(*) as customers
  from purchases as p
  join spans as b on b.day = p.purchased_on, scope as s
  where coalesce(p.next_on, date '9999-12-31') >= b.ends_before
  group by b.starts_on, counted
),
starting as (
  select b.starts_on, h.first_on >= s.from_on as counted, count(*) as customers, sum(h.first_revenue) as revenue
  from customer_history as h
  join spans as b on b.day = h.first_on, scope as s
  group by b.starts_on, counted
),
joined as (
  select b.*, coalesce(p.customers, 0) as customers, coalesce(n.customers, 0) as new_customers,
    coalesce(n.revenue, 0) as new_revenue
  from booked as b
  left join buying as p using (starts_on, counted)
  left join starting as n using (starts_on, counted)
),
years_before as (
  select starts_on, sum(orders) as orders, sum(revenue) as revenue, sum(customers) as customers
  from joined
  group by starts_on
)
select
  c.starts_on,
  c.starts_on >= s.from_on and c.ends_before - 1 <= s.as_of as complete,
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
