-- grain: one row per example, with the facts in each
-- units: stretches of $days days from the first sale on, whole ones only: buyers, and those who are seen for the first time
-- source: PRODUCT §3 Q8 (observation window); customers from before the export look new in its first days
with visits as (
  select
    customer,
    (ordered_on - (select min(ordered_on) from orders where kind = 'sale')) // $days as stretch
  from orders
  where kind = 'sale' and customer is not null
  group by 1, 2
),
span as (
  select
    min(ordered_on) as first_on,
    (max(ordered_on) - min(ordered_on) + 1) // $days as whole,
    -- The season of the first stretch, a year later.
    365 // $days as year
  from orders
  where kind = 'sale'
),
counts as (
  select v.stretch, count(*) as buyers, count(*) filter (f.first_stretch = v.stretch) as newcomers
  from visits as v
  join (select customer, min(stretch) as first_stretch from visits group by customer) as f using (customer)
  group by v.stretch
),
stretches as materialized (
  select
    t.stretch,
    s.first_on + (t.stretch * $days)::integer as from_on,
    coalesce(c.buyers, 0) as buyers,
    coalesce(c.newcomers, 0) as newcomers
  from span as s, range(s.whole) as t(stretch)
  left join counts as c on c.stretch = t.stretch
),
facts as (
  select
    count(*) filter (stretch >= $settled) as later,
    sum(newcomers) filter (stretch = 0) as first_newcomers,
    median(newcomers) filter (stretch >= $settled) as usual,
    median(newcomers / nullif(buyers, 0)) filter (stretch >= $settled) as usual_share,
    max(newcomers) filter (stretch in ((select year from span), (select year from span) + 1)) as year_later
  from stretches
),
examples as (
  select from_on, buyers, newcomers, newcomers / nullif(buyers, 0) as new_share from stretches order by stretch limit 5
)
select
  f.later,
  f.first_newcomers,
  f.usual,
  f.usual_share,
  f.year_later,
  e.from_on,
  e.buyers,
  e.newcomers,
  e.new_share
from facts as f
left join examples as e on true
order by e.from_on
