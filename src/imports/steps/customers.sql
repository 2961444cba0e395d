-- grain: one row per person
-- units: as in the files; the earliest sign-up, the latest consent; listed: in a list of persons or of events, not by orders alone
-- source: PRODUCT §1 (customer, lead)
with persons as (
  select customer, min(customer_id) as customer_id, min(email) as email from identities group by customer
),
buyers as (
  select i.customer, any_value(g.name) as name
  from order_groups as g
  join identities as i
    on i.customer_id is not distinct from g.customer_id and i.email is not distinct from g.email
  where g.reason is null and g.name is not null
  group by i.customer
),
contacts as (
  select
    i.customer,
    any_value(r.name) as name,
    any_value(r.country) as country,
    min(r.first_seen_on) as first_seen_on,
    any_value(r.acquired_by) as source,
    arg_max(r.consent, r.row) as consent,
    any_value(r.birthday) as birthday
  from customers_rows as r
  join identities as i
    on i.customer_id is not distinct from r.customer_id and i.email is not distinct from r.email
  where r.reason is null
  group by i.customer
),
addressees as (
  select distinct i.customer
  from (select distinct customer_id, email from events_rows where reason is null) as r
  join identities as i
    on i.customer_id is not distinct from r.customer_id and i.email is not distinct from r.email
)
select
  p.customer,
  p.customer_id,
  p.email,
  coalesce(c.name, b.name) as name,
  c.country,
  c.first_seen_on,
  c.source,
  c.consent,
  c.birthday,
  c.customer is not null or a.customer is not null as listed
from persons as p
left join buyers as b using (customer)
left join contacts as c using (customer)
left join addressees as a using (customer)
