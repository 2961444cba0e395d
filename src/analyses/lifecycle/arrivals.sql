-- grain: one row per day, first purchases apart from later ones
-- units: purchases, revenue in the dataset's currency; a refund document of its own does not lower it
-- source: own definition of the ledger: first purchases and later ones
select
  purchased_on,
  nth = 1 as first_purchase,
  count(*) as purchases,
  count(*) filter (nth = 2) as second_purchases,
  sum(revenue) as revenue
from purchases
group by all
order by purchased_on, first_purchase desc
