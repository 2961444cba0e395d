-- grain: one row per stage with a lead; `staged` is staged.sql
-- units: contacts without an order, and those of them who have unsubscribed
-- source: own definition of the stages of a lead
select stage, count(*) as leads, count(*) filter (unsubscribed) as unsubscribed
from staged
group by stage
order by stage
