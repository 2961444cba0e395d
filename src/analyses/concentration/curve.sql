-- grain: one row per hundredth of the customers, the largest revenue first
-- units: customers and their revenue up to and with this hundredth, in the dataset's currency; `weighted` is the sum of
--   place × revenue, from which the Gini coefficient follows
-- source: Lorenz curve (Lorenz 1905), Gini coefficient (Gini 1912)
with sized as (
  select *, count(*) over () as customers from ranked
)
select
  ceil(100.0 * place / customers)::integer as hundredth,
  count(*) as customers,
  sum(counted) as revenue,
  sum(place * counted)::double as weighted
from sized
group by hundredth
order by hundredth
