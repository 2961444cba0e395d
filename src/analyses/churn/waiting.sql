-- grain: one row per customer whose last purchase so far is of the stage looked at
-- units: days to the as-of date, revenue in the dataset's currency; position against the threshold and the assumption
-- source: own definition of the positions
select
  customer,
  last_on,
  recency_days,
  purchases,
  revenue,
  case
    when recency_days < least($threshold, $assumption) then 'before'
    when recency_days < greatest($threshold, $assumption) then 'between'
    else 'after'
  end as position
from customer_history
where case when purchases < 4 then purchases else 4 end = $stage
