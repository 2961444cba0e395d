-- grain: one row; none without a booking
-- units: the first day with a booking of a known customer
-- source: own definition: revenue of two years, or of as much as there is
select min(booked_on) as first_on
from ledger
having min(booked_on) is not null
