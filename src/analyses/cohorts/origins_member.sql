-- grain: one row per customer whose first purchase lies in the period
-- units: cohort: place of the product, category, …; the next one for all that have no place, the last for none named
-- source: own definition: a cohort is customers by what their first order names
select
  h.customer,
  h.first_on,
  case when r.place is null then $named + 2 when r.place > $named then $named + 1 else r.place end as cohort
from customer_history as h
join members as m using (customer)
left join ranked as r using (member), scope as c
where h.first_on >= c.from_on
