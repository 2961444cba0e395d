-- grain: one row per customer with at least one purchase up to the as-of date
-- units: days; revenue net of refunds in the dataset's currency; the chance to buy and the expected purchases, revenue and
--   margin until $horizon days after the as-of date, the purchases with their 5 % and 95 % quantiles; next_order_on: the
--   first day by which a purchase is as likely as not, null without one in $furthest days; decile 1: the tenth of the
--   customers with the largest expected revenue
-- source: Batislam, Denizel & Filiztekin 2007 (MBG/NBD: P(alive) × the mean of (1 − (1 + q z)^−(r+x))/q over the Beta
--   density of q, by the points and weights of a Gauss–Jacobi rule for each x), Fader, Hardie & Lee 2005 (Gamma-Gamma:
--   p (v + x z̄)/(p x + q − 1)); while alive P(N ≥ n) is that of a negative binomial count times E[(1 − q)^(n−1)], and no
--   further than Cantelli's bound of its 5 % tail; next_order_on: the chance to have bought is 1/2 at h =
--   (α+T) ((P(alive)/(P(alive) − 1/2))^(1/(r+x)) − 1)
with states as not materialized (
  select
    l.customer,
    count(l.nth) - 1 as x,
    max(l.booked_on) filter (l.nth is not null) - min(l.booked_on) filter (l.nth is not null) as tx_days,
    any_value(s.as_of) - min(l.booked_on) filter (l.nth is not null) as age_days,
    any_value(s.as_of) - max(l.booked_on) filter (l.nth is not null) as recency_days,
    coalesce(round((sum(l.revenue) filter (l.nth > 1))::double / nullif(count(l.nth) - 1, 0), 2), 0) as mean_value,
    sum(l.revenue) as revenue
  from ledger as l, scope as s
  group by l.customer
  having count(l.nth) > 0
),
rules as (
  select
    unnest($rule_x::integer[]) as x,
    unnest($rule_node::double[]) as node,
    unnest($rule_weight::double[]) as weight
),
pairs as (
  select distinct x, age_days, $r + x as k, $horizon / ($alpha + age_days) as z
  from states
),
means as (
  select
    p.x,
    p.age_days,
    sum(
      r.weight
        * case
          when r.node * p.z < 1e-6 then p.k * p.z * (1 - (p.k + 1) / 2 * r.node * p.z)
          else (1 - pow(1 + r.node * p.z, -p.k)) / r.node
        end
    ) as purchases
  from pairs as p
  join rules as r using (x)
  group by p.x, p.age_days
),
counts as (
  select
    *,
    exp(
      lgamma(k + n) - lgamma(k) - lgamma(n + 1) + n * ln(z / (1 + z)) - k * ln(1 + z)
    ) as chance
  from (
    select *, unnest(generate_series(0, ceil(k * z + 4.36 * sqrt(k * z * (1 + z)))::bigint)) as n
    from pairs
  )
),
tails as (
  select
    *,
    (1 - sum(chance) over (partition by x, age_days order by n rows between unbounded preceding and 1 preceding))
      * exp(
        lgamma($b + x + n) + lgamma($a + $b + x + 1) - lgamma($b + x + 1) - lgamma($a + $b + x + n)
      ) as at_least
  from counts
),
reaches as (
  select x, age_days, list(at_least order by n) filter (n > 0) as tails
  from tails
  group by x, age_days
),
chances as not materialized (
  select
    s.*,
    m.purchases as alive_purchases,
    coalesce(e.tails, []) as tails,
    1 / (
      1
        + exp(
          least(
            ln($a / ($b + s.x)) + ($r + s.x) * ln(($alpha + s.age_days) / ($alpha + s.tx_days)),
            700
          )
        )
    ) as alive,
    case
      when $q is null then $mean_value::double
      else $p::double * ($v::double + case when s.mean_value > 0 then s.x else 0 end * s.mean_value)
        / ($p::double * case when s.mean_value > 0 then s.x else 0 end + $q::double - 1)
    end * $net_share as purchase_value
  from states as s
  join means as m using (x, age_days)
  join reaches as e using (x, age_days)
),
expected as not materialized (
  select
    *,
    alive * (1 - pow(1 + $horizon / ($alpha + age_days), -($r + x))) as chance,
    case
      when alive > 0.5 then ($alpha + age_days) * (pow(alive / (alive - 0.5), 1 / ($r + x)) - 1)
    end as even_days,
    alive * alive_purchases as expected_purchases,
    alive * alive_purchases * purchase_value as expected_revenue
  from chances
)
select
  customer,
  x + 1 as purchases,
  recency_days,
  revenue,
  chance,
  case when even_days <= $furthest then s.as_of + ceil(even_days)::integer end as next_order_on,
  expected_purchases::decimal(18, 4) as expected_purchases,
  len(list_filter(tails, lambda tail: alive * tail > 0.95)) as purchases_low,
  len(list_filter(tails, lambda tail: alive * tail > 0.05)) as purchases_high,
  expected_revenue::decimal(18, 4) as expected_revenue,
  (expected_revenue * $margin_rate::double - expected_purchases * $order_cost)::decimal(18, 4) as expected_margin,
  1 + len(list_filter($cuts::double[], lambda cut: expected_revenue < cut)) as decile
from expected, scope as s
