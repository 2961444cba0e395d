-- grain: one row per currency that orders name, most orders first
-- units: orders that no other rule leaves out, and their goods value as exported, in that currency
-- source: PRODUCT §3 Q3
select coalesce(currency, '') as currency, count(*) as orders, sum(goods) as revenue
from order_groups
where coalesce(reason, 'other_currency') = 'other_currency'
group by 1
order by 2 desc, 1
