-- grain: one row per event of a known person
-- units: calendar days
-- source: PRODUCT §3 D5
select i.customer, r.channel, r.kind, r.occurred_on
from events_rows as r
join identities as i
  on i.customer_id is not distinct from r.customer_id and i.email is not distinct from r.email
where r.reason is null
