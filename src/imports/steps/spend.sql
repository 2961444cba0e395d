-- grain: one row per month and channel
-- units: amounts in the dataset's currency
-- source: PRODUCT §3 D8
select date_trunc('month', month)::date as month, channel, sum(amount)::decimal(18, 4) as amount
from spend_rows
where reason is null
group by 1, 2
