-- grain: one row per customer and period with a purchase
-- units: as in `visits`; the history of the customer beside it, revenue in the dataset's currency
-- source: own definition, as in `visits`
select
  v.customer,
  n.cohort_on,
  n.place,
  n.member,
  h.first_on,
  v.period,
  v.whole_period,
  v.period_purchases,
  v.period_revenue,
  h.last_on,
  h.purchases,
  h.revenue
from visits as v
join labels as n using (cohort)
join customer_history as h using (customer)
