-- grain: one row
-- units: revenue in the dataset's currency by the scope's basis; shares are made of these counts
-- source: own definition: a first-time buyer has one purchase up to the as-of date, a repeat buyer two or more
with booked as (
  select
    coalesce(sum(c.revenue) filter (c.day >= s.from_on), 0) as revenue,
    coalesce(sum(c.anonymous_revenue) filter (c.day >= s.from_on), 0) as anonymous_revenue,
    coalesce(sum(c.orders) filter (c.day >= s.from_on), 0) as orders,
    coalesce(sum(c.anonymous_orders) filter (c.day >= s.from_on), 0) as anonymous_orders,
    coalesce(sum(c.revenue) filter (c.day > s.as_of - interval 1 year), 0) as recent_revenue,
    coalesce(sum(c.revenue) filter (
      c.day > s.as_of - interval 2 year and c.day <= s.as_of - interval 1 year
    ), 0) as earlier_revenue,
    coalesce(bool_or(c.day <= s.as_of - interval 2 year), false) as covers_two_years
  from calendar as c, scope as s
),
bought as (
  select
    coalesce(sum(p.revenue) filter (p.nth = 1), 0) as first_revenue,
    coalesce(sum(p.revenue) filter (p.nth > 1), 0) as later_revenue
  from purchases as p, scope as s
  where p.purchased_on >= s.from_on
),
buyers as (
  select
    count(*) as customers,
    count(*) filter (h.first_on >= s.from_on) as new_customers,
    count(*) filter (h.purchases > 1) as repeat_customers
  from customer_history as h, scope as s
  where h.window_purchases > 0
),
listed as not materialized (
  select customer from customers where listed
),
-- Everybody but the leads has an order in the files.
ordering as (
  select
    (select count(*) from customers) - (select count(*) from listed) + count(distinct l.customer) as people
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale'
),
looked_at as (
  select
    (select max(ordered_on) from orders) <= as_of and (select min(ordered_on) from orders) >= from_on
      and len(countries) + len(channels) + len(products) + len(categories) = 0 and not some_customers as all_orders
  from scope
)
select
  b.revenue,
  b.anonymous_revenue,
  f.first_revenue,
  f.later_revenue,
  b.orders,
  b.anonymous_orders,
  p.customers,
  p.new_customers,
  p.repeat_customers,
  case when l.all_orders then o.people - p.customers else 0 end as without_purchase,
  b.recent_revenue,
  b.earlier_revenue,
  b.covers_two_years
from booked as b, bought as f, buyers as p, ordering as o, looked_at as l
