-- grain: one row per customer of a cohort
-- units: whole: the last period since the first purchase that has been observed in full, from 0, and -1 for none
-- source: own definition: a period counts once all its days have been observed
select o.*, (c.as_of - o.first_on + 1) // $length - 1 as whole
from origins as o, scope as c
