-- grain: one row per chosen customer: none, since customers are not chosen
-- units: none
-- source: chosen_orders.sql names the table
select customer from customers where false
