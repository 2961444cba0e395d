-- grain: one row per example, with the facts in each
-- units: customers with a sale whose e-mail is the relay of a marketplace ($relays); their orders and net revenue
-- source: PRODUCT §3 Q4 (marketplaces), FORMATS §1 (addresses of marketplaces)
with relayed as (
  select customer, split_part(email, '@', 2) as domain from customers where regexp_matches(email, $relays)
),
domains as materialized (
  select r.domain, count(distinct o.customer) as customers, count(*) as orders, sum(o.net) as revenue
  from orders as o
  join relayed as r using (customer)
  where o.kind = 'sale'
  group by r.domain
),
facts as (
  select
    coalesce(sum(customers), 0) as all_customers,
    coalesce(sum(orders), 0) as all_orders,
    coalesce(sum(revenue), 0) as all_revenue,
    (select count(distinct customer) from orders where kind = 'sale') as buyers
  from domains
),
examples as (
  select domain, customers, orders, revenue from domains order by customers desc, domain limit 5
)
select f.all_customers, f.all_orders, f.all_revenue, f.buyers, e.domain, e.customers, e.orders, e.revenue
from facts as f
left join examples as e on true
order by e.customers desc, e.domain
