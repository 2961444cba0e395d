-- grain: one row per number of days that can lie between a booking and a first purchase
-- units: days; period: number of the period since the first purchase, ends_before: days until it is over
-- source: own definition; refunds of what was bought before the first order we know belong to the first period
select
  age,
  greatest(age // $length, 0) as period,
  greatest(age // $length, 0) * $length + $length as ends_before
from (select unnest(range(min(day) - max(day), max(day) - min(day) + 1)) as age from calendar)
