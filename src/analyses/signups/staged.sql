-- grain: one row per lead; `leads` has the person and the day of the sign-up
-- units: days to the as-of date; the last sign of life is the sign-up or a later opening, click or visit
-- source: PRODUCT §3 L2; who has unsubscribed and not reacted since is inactive
with reactions as (
  select
    e.customer,
    max(e.occurred_on) filter (regexp_matches(lower(e.kind), '^(open|click|visit|geöffnet|geklickt|klick|besuch|öffnung)'))
      as reacted_on,
    max(e.occurred_on) filter (regexp_matches(lower(e.kind), '^(unsub|optout|opt-out|abmeld|abgemeldet|complain|spam)'))
      as left_on
  from leads as l
  join events as e using (customer), scope as s
  where e.occurred_on <= s.as_of
  group by e.customer
),
signs as (
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
    when silent_days < $active_days::integer then 'active'
    else 'cold'
  end as stage
from signs
