-- grain: one row per customer and purchase occasion
-- units: revenue in the dataset's currency; nth from 1; next_on is the day of the customer's next purchase occasion, null where none followed
-- source: own definition: a purchase is one customer on one calendar day with positive net revenue
select customer, booked_on as purchased_on, nth, next_on, orders, revenue
from ledger
where nth is not null
