-- grain: one row per place
-- units: name of the product, category, channel, country or coupon; empty for the rest and for none
-- source: own definition, as in `ranked`
select p.place as cohort, null::date as cohort_on, p.place, r.member
from range(1, $named + 3) as p(place)
left join ranked as r on r.place = p.place and p.place <= $named
