-- grain: one row per example, with the facts in each
-- units: sales that look like tests by the name ($names) or e-mail ($emails) of the customer or by a product ($products)
-- source: PRODUCT §1 (orders: tests are excluded), §3 Q4
with testers as (
  select customer, case when regexp_matches(name, $names, 'i') then 'name' else 'email' end as place
  from customers
  where (name ilike '%test%' or name ilike '%mustermann%' or email ilike '%test%')
    and (regexp_matches(name, $names, 'i') or regexp_matches(email, $emails, 'i'))
),
tested as (
  select distinct order_key from order_lines where product ilike '%test%' and regexp_matches(product, $products, 'i')
),
tests as materialized (
  select o.order_id, o.order_key, o.ordered_on, o.net, o.customer, coalesce(t.place, 'product') as place
  from orders as o
  left join testers as t using (customer)
  left join tested as p using (order_key)
  where o.kind = 'sale' and (t.customer is not null or p.order_key is not null)
),
facts as (
  select count(*) as orders, count(distinct customer) as customers, coalesce(sum(net), 0) as revenue from tests
),
examples as (
  select order_id, ordered_on, net, place, order_key from tests order by net desc, order_key limit 5
)
select f.orders, f.customers, f.revenue, e.place, e.order_id, e.ordered_on, e.net
from facts as f
left join examples as e on true
order by e.net desc, e.order_key
