-- grain: one row per day on which repeat buyers pass their limit
-- units: customers; their revenue in the 365 days that end with their last purchase
-- source: PRODUCT §3 L6 (the ledger in money); of first-time buyers it is the revenue of their only purchase
with gone as (
  select p.customer, p.nth, p.purchased_on
  from purchases as p, scope as s
  where p.nth > 1 and coalesce(p.next_on, s.as_of + 1) - p.purchased_on > $repeat_limit::integer
)
select
  g.purchased_on + $repeat_limit::integer as slipped_on,
  count(*) filter (p.nth = g.nth) as customers,
  sum(p.revenue) as revenue
from gone as g
join purchases as p using (customer)
where p.nth <= g.nth and p.purchased_on > g.purchased_on - 365
group by slipped_on
order by slipped_on
