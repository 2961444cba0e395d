-- grain: one row per history that customers have in common: repeat purchases, age at the last one, age, mean value of them
-- units: x repeat purchases; days since the first purchase; mean_value of the repeat purchases to the cent, 0 without one,
--   revenue net of refunds, all in the dataset's currency
-- source: x, t_x and T (Schmittlein, Morrison & Colombo 1987); the first purchase is not spending (Fader, Hardie & Lee 2005)
with paid_back as (
  select customer, sum(revenue) as revenue
  from ledger
  where nth is null
  group by customer
),
states as not materialized (
  select
    (h.purchases - 1)::integer as x,
    (h.last_on - h.first_on)::integer as tx_days,
    (s.as_of - h.first_on)::integer as age_days,
    case
      when h.purchases > 1
        then round((h.revenue - coalesce(b.revenue, 0) - h.first_revenue)::double / (h.purchases - 1), 2)
      else 0
    end as mean_value,
    h.revenue
  from customer_history as h
  left join paid_back as b using (customer), scope as s
)
select x, tx_days, age_days, mean_value, count(*) as customers, sum(revenue) as revenue
from states
group by x, tx_days, age_days, mean_value
order by x, tx_days, age_days, mean_value
