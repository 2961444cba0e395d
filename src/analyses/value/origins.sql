-- grain: one row per past day and history that customers had in common on it, of one in $parts customers
-- units: as in the histories of today; future_…: what these customers did from that day to $untils, net of refunds
-- source: rolling origins (Tashman 2000): split at a day, customers known then only
with origins as (
  select unnest($origins::date[]) as origin_on, unnest($untils::date[]) as until_on
),
known as not materialized (
  select customer, first_on
  from customer_history
  where customer::bigint * 2246822507 % 4294967296 // 65536 % $parts = 0
),
states as not materialized (
  select
    o.origin_on,
    l.customer,
    count(l.nth) filter (l.booked_on <= o.origin_on)::integer - 1 as x,
    (
      max(l.booked_on) filter (l.nth is not null and l.booked_on <= o.origin_on) - any_value(k.first_on)
    )::integer as tx_days,
    (o.origin_on - any_value(k.first_on))::integer as age_days,
    sum(l.revenue) filter (l.nth > 1 and l.booked_on <= o.origin_on) as repeat_revenue,
    count(l.nth) filter (l.booked_on > o.origin_on and l.booked_on <= o.until_on) as future_purchases,
    coalesce(sum(l.revenue) filter (l.booked_on > o.origin_on and l.booked_on <= o.until_on), 0) as future_revenue
  from ledger as l
  join known as k using (customer), origins as o
  where k.first_on <= o.origin_on
  group by o.origin_on, l.customer
)
select
  origin_on,
  x,
  tx_days,
  age_days,
  case when x > 0 then round(repeat_revenue::double / x, 2) else 0 end as mean_value,
  count(*) as customers,
  sum(future_purchases)::bigint as future_purchases,
  count(*) filter (future_purchases > 0) as future_buyers,
  sum(future_revenue)::decimal(18, 4) as future_revenue
from states
group by origin_on, x, tx_days, age_days, mean_value
order by origin_on, x, tx_days, age_days, mean_value
