-- grain: one row per day and kind of purchase (first or later)
-- units: purchases, revenue in the dataset's currency; a refund document of its own lowers neither
-- source: PRODUCT §1 (purchase occasion), §3 L5, L6
select purchased_on, nth = 1 as first_purchase, count(*) as purchases, sum(revenue) as revenue
from purchases
group by all
order by purchased_on, first_purchase desc
