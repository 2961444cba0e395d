-- grain: one row per customer with a purchase in the period
-- units: revenue of the last two years in the dataset's currency; place 1 is the largest revenue, equal revenues in
--   order of customer; a customer whose refunds exceed the purchases counts as 0 in the curve
-- source: the order that the Lorenz curve (Lorenz 1905) and the buyer status take
with two_years as not materialized (
  select l.customer, sum(l.revenue) as revenue
  from ledger as l, scope as s
  where l.booked_on > s.as_of - interval 2 year
  group by l.customer
)
select
  h.customer,
  h.window_purchases as purchases,
  h.recency_days,
  case when h.window_revenue > 0 then h.window_revenue else 0 end as counted,
  h.window_revenue as revenue,
  coalesce(t.revenue, 0) as two_year_revenue,
  row_number() over (order by case when h.window_revenue > 0 then h.window_revenue else 0 end desc, h.customer) as place
from customer_history as h
left join two_years as t using (customer)
where h.window_purchases > 0
