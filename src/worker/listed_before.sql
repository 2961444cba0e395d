-- grain: one row per person taken to be in a list of contacts, of tables from the time before `customers` had the column `listed`
-- units: $leads: persons without any order, set aside or not, as counted when the tables were made
-- source: own approximation: facts that only such lists state; bare addresses are leads where half of them and more must be, and
-- one that has ordered is not told from a buyer in no list
with persons as (
  select
    c.customer,
    o.customer is not null as ordered,
    c.first_seen_on is not null or c.source is not null or c.consent is not null or c.birthday is not null
      or c.country is not null or e.customer is not null
      -- The name of a buyer may stand on the order.
      or (c.name is not null and o.customer is null) as evident
  from customers as c
  left join (select distinct customer from orders) as o using (customer)
  left join (select distinct customer from events) as e using (customer)
),
bare as (
  select
    count(*) filter (not ordered and not evident) as persons,
    $leads::bigint - count(*) filter (not ordered and evident) as leads
  from persons
)
select p.customer
from persons as p, bare as b
where p.evident or (not p.ordered and b.leads > 0 and b.leads * 2 >= b.persons)
order by p.customer
