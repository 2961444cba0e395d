-- grain: one row per example, with the facts in each
-- units: stretches of days without a sale between the first and the last; whole calendar months in them; sales that so many
--   days usually bring; `surprise` is −ln of the chance of the silence, from the share of days with a sale of each weekday
-- source: PRODUCT §3 Q8
with days as materialized (
  select ordered_on, count(*) as orders from orders where kind = 'sale' group by ordered_on
),
calendar as materialized (
  select unnest(generate_series(min(ordered_on), max(ordered_on), interval 1 day))::date as day from days
),
weekdays as (
  select isodow(c.day) as weekday, -ln(1 - count(d.ordered_on) / (count(*) + 1)) as surprise
  from calendar as c
  left join days as d on d.ordered_on = c.day
  group by 1
),
gaps as (
  select ordered_on + 1 as from_on, lead(ordered_on) over (order by ordered_on) - 1 as to_on from days
),
stretches as (
  select
    g.from_on,
    g.to_on,
    g.to_on - g.from_on + 1 as days,
    greatest(
      0,
      datediff(
        'month',
        case when day(g.from_on) = 1 then g.from_on else (date_trunc('month', g.from_on) + interval 1 month)::date end,
        g.to_on + 1
      )
    ) as months,
    sum(w.surprise) as surprise
  from gaps as g
  join calendar as c on c.day between g.from_on and g.to_on
  join weekdays as w on w.weekday = isodow(c.day)
  where g.to_on - g.from_on + 1 >= $least_days
  group by g.from_on, g.to_on
),
silent as materialized (
  select from_on, to_on, days, months
  from stretches
  where surprise >= case when months > 0 then $month_surprise else $week_surprise end
),
usual as (
  select
    (select sum(orders) from days) / ((select count(*) from calendar) - coalesce((select sum(days) from silent), 0)) as per_day
),
facts as (
  select count(*) as stretches, coalesce(sum(days), 0) as days, coalesce(sum(months), 0) as months from silent
),
examples as (
  select s.from_on, s.to_on, s.days as silent_days, round(s.days * u.per_day)::bigint as usual_orders
  from silent as s, usual as u
  order by s.days desc, s.from_on
  limit 5
)
select f.stretches, f.days, f.months, e.from_on, e.to_on, e.silent_days, e.usual_orders
from facts as f
left join examples as e on true
order by e.silent_days desc, e.from_on
