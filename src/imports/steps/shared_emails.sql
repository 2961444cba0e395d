-- grain: one row
-- units: e-mails that stand under more than one person
-- source: PRODUCT §1 (customer)
select count(*) as n
from (select email from identities where email is not null group by email having count(distinct customer) > 1)
