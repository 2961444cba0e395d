-- grain: one row per example, with the facts in each
-- units: domains, no mail provider's ($nobodys), of at least $share of the customers with a sale and at least $least_customers;
--   their customers, orders and net revenue
-- source: PRODUCT §3 Q4 (B2B and staff)
with buyers as (
  select customer, count(*) as orders, sum(net) as revenue
  from orders
  where kind = 'sale' and customer is not null
  group by customer
),
total as (
  select count(*) as buyers from buyers
),
grouped as (
  select split_part(c.email, '@', 2) as domain, count(*) as customers, sum(b.orders) as orders, sum(b.revenue) as revenue
  from buyers as b
  join customers as c using (customer)
  where c.email is not null
  group by 1
),
companies as materialized (
  select g.domain, g.customers, g.orders, g.revenue
  from grouped as g, total as t
  where g.customers >= $least_customers and g.customers >= $share * t.buyers
    and not regexp_full_match(g.domain, $nobodys)
),
facts as (
  select
    count(*) as domains,
    coalesce(sum(customers), 0) as all_customers,
    coalesce(sum(orders), 0) as all_orders,
    coalesce(sum(revenue), 0) as all_revenue,
    (select buyers from total) as buyers
  from companies
),
examples as (
  select domain, customers, orders, revenue from companies order by customers desc, domain limit 5
)
select f.domains, f.all_customers, f.all_orders, f.all_revenue, f.buyers, e.domain, e.customers, e.orders, e.revenue
from facts as f
left join examples as e on true
order by e.customers desc, e.domain
