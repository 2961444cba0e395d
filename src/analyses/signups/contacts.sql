-- grain: one row per person: the leads in their stages, contacts who ordered, and buyers who are no contacts
-- units: days to the as-of date, revenue in the dataset's currency; `people` is people.sql, `staged` is staged.sql
-- source: own definition of the stages of a lead, and of who counts as a sign-up
select
  coalesce(p.customer, h.customer) as customer,
  coalesce(p.outcome, 'unlisted') as outcome,
  l.stage,
  p.source,
  p.signed_up_on,
  p.ordered_on,
  p.wait_days,
  l.silent_days,
  l.unsubscribed,
  coalesce(h.purchases, 0) as purchases,
  coalesce(h.revenue, 0) as revenue
from people as p
left join staged as l using (customer)
full join customer_history as h on h.customer = p.customer
