-- grain: one row per product, category, channel or country of the first order
-- units: customers, revenue net of refunds in the dataset's currency; place 1: the most customers, null: not known
-- source: PRODUCT §3 V2 (value by first product and channel)
with named as not materialized (
  select
    customer,
    case $by
      when 'product' then product
      when 'category' then category
      when 'channel' then channel
      when 'country' then country
    end as member
  from first_orders
)
select
  row_number() over (order by count(*) desc, member) as place,
  n.member,
  count(*) as customers,
  sum(h.revenue) as revenue
from named as n
join customer_history as h using (customer)
where n.member is not null
group by n.member
order by place
