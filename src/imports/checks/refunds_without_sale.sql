-- grain: one row per example, with the facts in each
-- units: customers whose refunds exceed their sales, and by how much; those without any sale among them
-- source: PRODUCT §1 (net revenue), FORMATS §0 (shapes of refunds)
with refunded as (
  select distinct customer from orders where kind = 'refund' and customer is not null
),
balances as (
  select
    customer,
    bool_or(kind = 'sale') as bought,
    count(*) filter (kind = 'refund') as refunds,
    coalesce(sum(case when refunded_share > 0 then (net * (1 - refunded_share))::decimal(18, 4) else net end) filter (kind = 'sale'), 0)
      as sales,
    sum(net) filter (kind = 'refund') as paid_back,
    arg_max(order_id, ordered_at) filter (kind = 'refund') as order_id,
    max(ordered_on) filter (kind = 'refund') as ordered_on
  from orders
  semi join refunded using (customer)
  group by customer
),
negative as materialized (
  select customer, bought, refunds, sales, paid_back, order_id, ordered_on from balances where sales + paid_back <= -0.01
),
facts as (
  select
    count(*) as customers,
    count(*) filter (not bought) as without_sale,
    coalesce(sum(refunds), 0) as orders,
    coalesce(sum(sales + paid_back), 0) as revenue
  from negative
),
examples as (
  select customer, order_id, ordered_on, sales, paid_back
  from negative
  order by sales + paid_back, customer
  limit 5
)
select f.customers, f.without_sale, f.orders, f.revenue, coalesce(c.customer_id, c.email) as customer, e.order_id, e.ordered_on, e.sales, e.paid_back
from facts as f
left join examples as e on true
left join customers as c on c.customer = e.customer
order by e.sales + e.paid_back, e.customer
