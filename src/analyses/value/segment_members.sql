-- grain: one row per customer with at least one purchase up to the as-of date; `scored` is rfm/scores.sql
-- units: the RFM segment of today, `segment:none` without a purchase in the period; the prefix keeps segments apart from
--   whatever a shop may call its products
-- source: the eleven RFM segments in common use
select h.customer, 'segment:' || coalesce(s.segment, 'none') as member
from customer_history as h
left join scored as s using (customer)
