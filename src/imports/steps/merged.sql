-- grain: one row
-- units: guest orders that belong to a known account by e-mail; accounts that share an e-mail with another
-- source: PRODUCT §3 Q2
with accounts as (
  select count(distinct customer_id) as n from identities where not guest
)
select
  (
    select count(*)
    from order_groups as g
    join identities as i on g.customer_id is null and i.email = g.email
    where g.reason is null and i.guest and i.customer <= accounts.n
  ) as guests,
  accounts.n - (select count(distinct customer) from identities where not guest) as accounts
from accounts
