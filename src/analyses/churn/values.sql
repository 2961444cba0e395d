-- grain: one row per number of a purchase (2nd, 3rd, 4th, 5th or later)
-- units: purchases, their revenue in the dataset's currency
-- source: own definition: the revenue at stake is made of these
select case when nth < 5 then nth else 5 end::integer as nth, count(*) as purchases, sum(revenue) as revenue
from purchases
where nth > 1
group by all
order by all
