-- grain: one row
-- units: customers by the days since their first purchase, and who of them bought again within 30 or 90 days
-- source: PRODUCT §3 H1, H2; STATISTICS §3.1 (who has not had the time yet is not counted)
with openings as not materialized (
  select
    (c.as_of - p.purchased_on)::integer as followed_days,
    (p.next_on - p.purchased_on)::integer as days
  from purchases as p, scope as c
  where p.nth = 1 and p.purchased_on >= c.from_on
),
shares as not materialized (
  select
    count(*) as customers,
    max(followed_days) as longest_days,
    count(*) filter (followed_days >= 30) as customers_30,
    count(*) filter (followed_days >= 30 and days <= 30) as returned_30,
    count(*) filter (followed_days >= 90) as customers_90,
    count(*) filter (followed_days >= 90 and days <= 90) as returned_90,
    count(*) filter (followed_days >= 90 and followed_days < 455) as recent_customers,
    count(*) filter (followed_days >= 90 and followed_days < 455 and days <= 90) as recent_returned,
    count(*) filter (followed_days >= 455 and followed_days < 820) as earlier_customers,
    count(*) filter (followed_days >= 455 and followed_days < 820 and days <= 90) as earlier_returned
  from openings
),
-- At the start of an export old customers look like new ones.
opening as not materialized (
  select min(first_on) as opened_on, sum(revenue) as customer_revenue from customer_history
),
years as not materialized (
  select
    count(*) filter (l.nth = 1) as year_customers,
    coalesce(sum(l.revenue), 0) as year_revenue,
    coalesce(sum(l.revenue) filter (l.nth = 1), 0) as year_first_revenue,
    min(h.first_on) as year_from_on,
    max(h.first_on) as year_until_on,
    count(*) filter (l.nth = 1 and h.first_on < o.opened_on + 90) as year_early_customers
  from ledger as l
  join customer_history as h using (customer), scope as c, opening as o
  where h.first_on >= c.from_on and h.first_on <= c.as_of - 365 and l.booked_on <= h.first_on + 365
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
  y.year_customers,
  y.year_revenue,
  y.year_first_revenue,
  y.year_from_on,
  y.year_until_on,
  y.year_early_customers,
  o.opened_on,
  p.costed_positions,
  o.customer_revenue
from shares as s, years as y, opening as o, positions as p
