-- grain: one value: how many of four limits a value exceeds
-- units: 0 to 4; equal values always exceed the same number of limits
-- source: RFM analysis (Hughes 1994), but by limits that are values
create macro steps_above(value, a, b, c, d) as
(value > a)::integer + (value > b)::integer + (value > c)::integer + (value > d)::integer
