-- grain: one row per kind of wait (after the first or after a later purchase), its length and its outcome
-- units: whole days to the next purchase or, where none followed, to the as-of date
-- source: STATISTICS §3.1 (who has not returned is censored, never lost), §3.2 (regulars need a limit of their own)
select nth = 1 as after_first, days, returned, count(*) as waits
from gaps
group by all
order by after_first desc, days, returned
