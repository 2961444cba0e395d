-- grain: one row per day and change of stage that a silence or a later purchase made
-- units: customers; revenue of their last purchase up to that day
-- source: PRODUCT §3 L1, L6, S14; on the day that a silence has lasted as long as its limit, the limit is passed
with waits as not materialized (
  select
    p.customer,
    p.nth,
    p.purchased_on,
    p.next_on,
    p.revenue,
    -- On the last day that can be seen, a silence that goes on may still reach its limit.
    coalesce(p.next_on, s.as_of + 1) - p.purchased_on as days,
    case when p.nth = 1 then $first_limit::integer else $repeat_limit::integer end as limit_days
  from purchases as p, scope as s
),
silences as materialized (
  select * from waits where days > limit_days or (nth = 1 and next_on is not null)
),
returns as materialized (
  select w.nth = 1 as after_first, w.days, w.limit_days, p.purchased_on, p.next_on, p.revenue
  from silences as w
  join purchases as p on p.customer = w.customer and p.nth = w.nth + 1
  where w.next_on is not null
),
moves as (
  select
    purchased_on + limit_days as moved_on,
    case when nth = 1 then 'first_time' else 'active' end as from_stage,
    'defecting' as to_stage,
    count(*) as customers,
    sum(revenue) as revenue
  from silences
  where days > limit_days
  group by all
  union all
  select purchased_on + $inactive_limit::integer, 'defecting', 'inactive', count(*), sum(revenue)
  from silences
  where days > $inactive_limit::integer
  group by all
  union all
  select
    purchased_on,
    case when days > $inactive_limit::integer then 'inactive' when days > limit_days then 'defecting' else 'first_time' end,
    case when days > $inactive_limit::integer then 'reactivated' else 'active' end,
    count(*),
    sum(revenue)
  from returns
  group by all
  union all
  select
    least(r.purchased_on + $reactivated_days::integer, r.next_on),
    'reactivated',
    'active',
    count(*),
    sum(r.revenue)
  from returns as r, scope as s
  where r.days > $inactive_limit::integer
    and (r.next_on is not null or r.purchased_on + $reactivated_days::integer <= s.as_of)
  group by all
)
select moved_on, from_stage, to_stage, customers, revenue
from moves
order by moved_on, from_stage, to_stage
