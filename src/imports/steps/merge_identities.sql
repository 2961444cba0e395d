-- grain: one row per pair of customer number and e-mail
-- units: `customer` becomes the lowest number among those that share the e-mail or the customer number
-- source: PRODUCT §1 (customer); repeated until no e-mail is shared, this finds the connected persons
with by_email as (
  select *, case when email is null then customer else min(customer) over (partition by email) end as lowest
  from identities
)
select
  customer_id,
  email,
  case when customer_id is null then lowest else min(lowest) over (partition by customer_id) end as customer,
  guest
from by_email
