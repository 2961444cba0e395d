-- grain: one row per country and per channel that orders name, most orders first
-- units: orders
-- source: PRODUCT §3 D3 (kept attributes)
select 'country' as field, country as value, count(*) as orders from orders where country is not null group by 2
union all
select 'channel', channel, count(*) from orders where channel is not null group by 2
order by 1, 3 desc, 2
