-- grain: one row per lead; `leads` has the person and the day of the sign-up
-- units: days to the as-of date; the last sign of life is the sign-up or a later opening, click or visit; empty where no day is known
-- source: own definition of the stages of a lead; who has unsubscribed and not reacted since is inactive
with signs as (
  select
    l.customer,
    s.as_of - l.signed_up_on as signup_days,
    s.as_of - greatest(l.signed_up_on, r.reacted_on) as silent_days,
    coalesce(r.left_on is not null and (r.reacted_on is null or r.left_on >= r.reacted_on), false) as unsubscribed
  from leads as l
  left join reactions as r using (customer)
  cross join scope as s
)
select
  customer,
  silent_days,
  unsubscribed,
  case
    when unsubscribed or silent_days >= $inactive_days::integer then 'inactive'
    when signup_days < $new_days::integer then 'new'
    when silent_days is null then 'undated'
    when silent_days < $active_days::integer then 'active'
    else 'cold'
  end as stage
from signs
