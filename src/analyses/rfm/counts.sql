-- grain: one row per pair of scores, segment and day of recency with a customer; `scored` is scores.sql
-- units: days to the as-of date, customers, revenue in the dataset's currency
-- source: PRODUCT §3 R2, R5; far fewer rows than customers, and all the tables below can be made of them
select r, f, segment, recency_days, count(*) as customers, sum(revenue) as revenue
from scored
group by r, f, segment, recency_days
