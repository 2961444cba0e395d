-- grain: one row per customer and purchase occasion
-- units: revenue in the dataset's currency; nth from 1
-- source: PRODUCT §1 (purchase occasion)
select customer, booked_on as purchased_on, nth, orders, revenue
from ledger
where nth is not null
