-- grain: one row per pair of engagement score and segment with a customer
-- units: customers, revenue in the dataset's currency
-- source: own definition: an engagement score beside those of RFM
select e, segment, count(*) as customers, sum(revenue) as revenue,
  count(*) filter (contacted) as contacted, count(*) filter (unsubscribed) as unsubscribed
from reached
group by e, segment
order by e desc, segment
