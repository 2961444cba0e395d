-- grain: one row per person with an event up to the as-of date
-- units: days of the last opening, click or visit, and of the last unsubscription or complaint; kinds as exports word them
-- source: own definition: what counts as a reaction and as leaving
select
  e.customer,
  max(e.occurred_on) filter (regexp_matches(lower(e.kind), '^(open|click|visit|geöffnet|geklickt|klick|besuch|öffnung)'))
    as reacted_on,
  max(e.occurred_on) filter (regexp_matches(lower(e.kind), '^(unsub|optout|opt-out|abmeld|abgemeldet|complain|spam)'))
    as left_on
from events as e, scope as s
where e.occurred_on <= s.as_of and e.customer is not null
group by e.customer
