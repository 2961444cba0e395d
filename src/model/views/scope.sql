-- grain: one row
-- units: calendar days, switches
-- source: own definition: as-of date, net revenue, purchase
select
  $as_of::date as as_of,
  coalesce($from_on::date, (select min(ordered_on) from orders)) as from_on,
  $with_vat::boolean as with_vat,
  $with_shipping::boolean as with_shipping,
  $less_refunds::boolean as less_refunds,
  $by_order::boolean as by_order,
  $countries::varchar[] as countries,
  $channels::varchar[] as channels,
  $products::varchar[] as products,
  $categories::varchar[] as categories,
  $some_customers::boolean as some_customers
