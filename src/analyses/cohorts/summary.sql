-- grain: one row
-- units: customers by the days since their first purchase, and who of them bought again within 30 or 90 days
-- source: own definition; who has not had the time yet is not counted, as with censoring (Kaplan & Meier 1958)
with openings as not materialized (
  select purchased_on, next_on - purchased_on as days
  from purchases
  where nth = 1
),
-- Days are far fewer than customers: what is asked of each is asked of these.
days as not materialized (
  select
    purchased_on,
    count(*) as customers,
    count(*) filter (days <= 30) as returned_30,
    count(*) filter (days <= 90) as returned_90
  from openings
  group by purchased_on
),
followed as not materialized (
  select (c.as_of - d.purchased_on)::integer as followed_days, d.customers, d.returned_30, d.returned_90
  from days as d, scope as c
  where d.purchased_on >= c.from_on
),
shares as not materialized (
  select
    coalesce(sum(customers), 0)::bigint as customers,
    max(followed_days) as longest_days,
    coalesce(sum(customers) filter (followed_days >= 30), 0)::bigint as customers_30,
    coalesce(sum(returned_30) filter (followed_days >= 30), 0)::bigint as returned_30,
    coalesce(sum(customers) filter (followed_days >= 90), 0)::bigint as customers_90,
    coalesce(sum(returned_90) filter (followed_days >= 90), 0)::bigint as returned_90,
    coalesce(sum(customers) filter (followed_days >= 90 and followed_days < 455), 0)::bigint as recent_customers,
    coalesce(sum(returned_90) filter (followed_days >= 90 and followed_days < 455), 0)::bigint as recent_returned,
    coalesce(sum(customers) filter (followed_days >= 455 and followed_days < 820), 0)::bigint as earlier_customers,
    coalesce(sum(returned_90) filter (followed_days >= 455 and followed_days < 820), 0)::bigint as earlier_returned
  from followed
),
-- At the start of an export old customers look like new ones.
opening as not materialized (
  select min(first_on) as opened_on, sum(revenue) as customer_revenue from customer_history
),
newcomers as not materialized (
  select h.customer, h.first_on, h.first_revenue
  from customer_history as h, scope as c
  where h.first_on >= c.from_on and h.first_on <= c.as_of - 365
),
arrivals as not materialized (
  select
    count(*) as year_customers,
    coalesce(sum(n.first_revenue), 0) as year_first_revenue,
    min(n.first_on) as year_from_on,
    max(n.first_on) as year_until_on,
    count(*) filter (n.first_on - o.opened_on < 90) as year_early_customers
  from newcomers as n, opening as o
),
years as not materialized (
  select coalesce(sum(l.revenue), 0) as year_revenue
  from ledger as l
  -- A difference of days is found in half the time of a day later.
  join newcomers as n on n.customer = l.customer and l.booked_on - n.first_on <= 365
),
positions as not materialized (
  select count(*) filter (cost <> 0) as costed_positions
  from order_lines
)
select
  s.customers,
  s.longest_days,
  s.customers_30,
  s.returned_30,
  s.customers_90,
  s.returned_90,
  s.recent_customers,
  s.recent_returned,
  s.earlier_customers,
  s.earlier_returned,
  a.year_customers,
  y.year_revenue,
  a.year_first_revenue,
  a.year_from_on,
  a.year_until_on,
  a.year_early_customers,
  o.opened_on,
  p.costed_positions,
  o.customer_revenue
from shares as s, arrivals as a, years as y, opening as o, positions as p
