-- grain: one row per contact, in the countries of the scope; who has no day of sign-up and orders later is none yet
-- units: days, empty without a day of sign-up; ordered_on is the day of the first order up to the as-of date, in whatever country or channel
-- source: own definition; who signed up before the first order of the data may have ordered before it, unseen
with listed as not materialized (
  select c.customer, c.source, c.first_seen_on as signed_up_on, s.as_of, s.from_on
  from people_in_filter as c, scope as s
  where c.listed
    and coalesce(c.first_seen_on <= s.as_of, true)
    and (len(s.countries) = 0 or list_contains(s.countries, c.country))
),
sales as (
  select o.customer, min(o.ordered_on) as ordered_on
  from listed as l
  join orders as o using (customer)
  where o.kind = 'sale' and (l.signed_up_on is null or o.ordered_on <= l.as_of)
  group by o.customer
),
opening as (
  select min(ordered_on) as opened_on from orders
)
select
  l.customer,
  l.source,
  l.signed_up_on,
  f.ordered_on,
  case
    when l.signed_up_on is null and f.ordered_on is null then 'undated_waiting'
    when l.signed_up_on is null then 'undated_ordered'
    when f.ordered_on < l.signed_up_on then 'before'
    when f.ordered_on = l.signed_up_on then 'same_day'
    when l.signed_up_on < greatest(l.from_on, o.opened_on) then 'earlier'
    when f.ordered_on is null then 'waiting'
    else 'ordered'
  end as outcome,
  coalesce(f.ordered_on, l.as_of) - l.signed_up_on as wait_days
from listed as l
left join sales as f using (customer)
cross join opening as o
where l.signed_up_on is not null or coalesce(f.ordered_on <= l.as_of, true)
