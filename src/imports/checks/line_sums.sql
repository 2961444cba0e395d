-- grain: one row per example, with the facts in each
-- units: sales whose lines all have an amount and add up to another than the order's; differences are lines less order, net
-- source: FORMATS §0 (amounts of orders and of lines); each line may be rounded by half a cent, and a cent is let pass
with sums as (
  select
    order_key,
    count(*) as lines,
    sum(net) as net,
    -- Lines sent back are negative, the order stands before refunds.
    coalesce(sum(net) filter (net > 0), 0) as sold
  from order_lines
  group by order_key
  having count(*) = count(net)
),
compared as materialized (
  select
    o.order_id,
    o.order_key,
    o.ordered_on,
    o.net,
    s.net as lines_net,
    s.net - o.net as difference,
    abs(s.net - o.net) > greatest(0.01, 0.005 * s.lines) and abs(s.sold - o.net) > greatest(0.01, 0.005 * s.lines) as differs
  from sums as s
  join orders as o using (order_key)
  where o.kind = 'sale'
),
facts as (
  select
    count(*) as compared,
    count(*) filter (differs) as orders,
    count(*) filter (differs and difference > 0) as above,
    coalesce(sum(difference) filter (differs and difference > 0), 0) as more,
    coalesce(sum(difference) filter (differs and difference < 0), 0) as less
  from compared
),
examples as (
  select order_id, order_key, ordered_on, net, lines_net, difference
  from compared
  where differs
  order by abs(difference) desc, order_key
  limit 5
)
select f.compared, f.orders, f.above, f.more, f.less, e.ordered_on, e.order_id, e.net, e.lines_net, e.difference
from facts as f
left join examples as e on true
order by abs(e.difference) desc, e.order_key
