-- grain: one row per stage with a lead; `staged` is staged.sql
-- units: contacts without an order, and those of them who have unsubscribed
-- source: PRODUCT §3 L2
select stage, count(*) as leads, count(*) filter (unsubscribed) as unsubscribed
from staged
group by stage
order by stage
