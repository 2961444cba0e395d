-- grain: one row per example, with the facts in each
-- units: buyers of a month, and those of them who had bought before the month before; the share usual in the six months before
-- source: PRODUCT §1 (customer); a customer whose key changes is seen as a new one
with visits as (
  select customer, date_trunc('month', ordered_on)::date as month
  from orders
  where kind = 'sale' and customer is not null
  group by 1, 2
),
months as (
  select
    v.month,
    count(*) as buyers,
    count(*) filter (f.first_month < v.month - interval 1 month) as known
  from visits as v
  join (select customer, min(month) as first_month from visits group by customer) as f using (customer)
  group by v.month
),
compared as materialized (
  select
    month,
    buyers,
    known,
    known / buyers as known_share,
    median(known / buyers) over before as usual_share,
    row_number() over (order by month) as nth
  from months
  window before as (order by month rows between 6 preceding and 1 preceding)
),
jumps as (
  select nth, month, buyers, known, usual_share
  from compared
  where usual_share * buyers >= $least_known and known <= $left_share * usual_share * buyers
),
facts as (
  select count(*) as months, min(nth) as first_nth, arg_min(month, nth) as first_month,
    arg_min(buyers, nth) as first_buyers, arg_min(known, nth) as first_known, arg_min(usual_share, nth) as first_usual
  from jumps
),
examples as (
  select c.month, c.buyers, c.known, c.known_share
  from compared as c, facts as f
  where c.nth between f.first_nth - 2 and f.first_nth + 2
)
select
  f.months,
  f.first_month,
  f.first_buyers,
  f.first_known,
  f.first_usual,
  e.month,
  e.buyers,
  e.known,
  e.known_share
from facts as f
left join examples as e on true
order by e.month
