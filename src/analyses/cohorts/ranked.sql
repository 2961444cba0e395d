-- grain: one row per product, category, channel, country or coupon of a first order
-- units: place 1 has the most customers; equal numbers stand in the order of their names
-- source: own definition; `members` says what the first order of each customer names
select m.member, row_number() over (order by count(*) desc, m.member) as place
from members as m
join customer_history as h using (customer), scope as c
where h.first_on >= c.from_on and m.member is not null
group by m.member
