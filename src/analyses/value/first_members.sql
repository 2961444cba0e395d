-- grain: one row per customer with at least one purchase up to the as-of date
-- units: the product, category, channel or country of the first order; null: not known
-- source: own definition: value by first product and channel
select
  customer,
  case $by
    when 'product' then product
    when 'category' then category
    when 'channel' then channel
    when 'country' then country
  end as member
from first_orders
