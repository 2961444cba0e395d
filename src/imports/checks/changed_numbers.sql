-- grain: one row per example, with the facts in each
-- units: months whose order numbers have another form than those before, fall below all before, or rise to $leap times;
--   every $every-th order is looked at
-- source: FORMATS §1 (order numbers of the systems); a move to another system gives them another form
with numbers as (
  select
    date_trunc('month', ordered_on)::date as month,
    order_id,
    ordered_on,
    ordered_at,
    regexp_replace(order_id, '[0-9]+', '0', 'g') as form,
    try_cast(regexp_replace(order_id, '[^0-9]', '', 'g') as double) as number
  from orders
  where kind = 'sale' and order_id is not null and order_key % $every = 0
),
forms as (
  select month, form, count(*) as orders, median(number) as middle, arg_min(order_id, ordered_at) as order_id,
    min(ordered_on) as ordered_on
  from numbers
  group by month, form
),
months as (
  select
    month,
    arg_max(form, orders) as form,
    arg_max(middle, orders) as middle,
    arg_max(order_id, orders) as order_id,
    arg_max(ordered_on, orders) as ordered_on
  from forms
  group by month
  having max(orders) >= $dominant * sum(orders) and max(orders) >= $least_orders
),
compared as materialized (
  select
    month,
    form,
    order_id,
    ordered_on,
    middle,
    lag(form) over series as form_before,
    lag(middle) over series as middle_before,
    lag(order_id) over series as order_id_before,
    min(middle) over (order by month rows between unbounded preceding and 1 preceding) as lowest_before,
    row_number() over series as nth
  from months
  window series as (order by month)
),
rising as (
  select
    month,
    nth,
    count(*) filter (form is distinct from form_before or middle <= middle_before) over earlier as breaks
  from compared
  window earlier as (order by month rows between $rising_months::bigint preceding and 1 preceding)
),
changes as (
  select
    c.nth,
    c.month,
    c.order_id,
    c.order_id_before,
    case
      when c.form <> c.form_before then 'form'
      when c.middle < c.lowest_before then 'restart'
      else 'leap'
    end as change
  from compared as c
  join rising as r using (nth)
  where c.nth > 1
    and (
      c.form <> c.form_before
      or (
        c.nth > $rising_months + 1 and r.breaks = 0
        and (c.middle < c.lowest_before or c.middle > $leap * c.middle_before)
      )
    )
),
facts as (
  select
    count(*) as changes,
    min(nth) as first_nth,
    arg_min(month, nth) as first_month,
    arg_min(change, nth) as first_change,
    arg_min(order_id_before, nth) as id_before,
    arg_min(order_id, nth) as id_after
  from changes
),
examples as (
  select c.order_id, c.ordered_on from compared as c, facts as f where c.nth between f.first_nth - 2 and f.first_nth + 2
)
select f.changes, f.first_month, f.first_change, f.id_before, f.id_after, e.order_id, e.ordered_on
from facts as f
left join examples as e on true
order by e.ordered_on
