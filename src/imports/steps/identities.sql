-- grain: one row per pair of customer number and e-mail that occurs
-- units: `customer` numbers the persons; equal numbers are one person. A cancelled order still makes its person known
-- source: PRODUCT §1 (customer: the same customer id, or the same normalised e-mail)
with pairs as (
  select customer_id, email from order_groups where coalesce(reason, '') not in ('test', 'no_day')
  union
  select customer_id, email from customers_rows where reason is null
  union
  select customer_id, email from events_rows where reason is null
),
accounts as (
  select customer_id, row_number() over () as label
  from (select distinct customer_id from pairs where customer_id is not null)
),
guests as (
  select email, (select count(*) from accounts) + row_number() over () as label
  from (select distinct email from pairs where customer_id is null and email is not null)
)
select p.customer_id, p.email, coalesce(a.label, g.label)::integer as customer, a.label is null as guest
from pairs as p
left join accounts as a on a.customer_id = p.customer_id
left join guests as g on g.email = case when p.customer_id is null then p.email end
where coalesce(p.customer_id, p.email) is not null
