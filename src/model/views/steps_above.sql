-- grain: one value: how many of four limits a value exceeds
-- units: 0 to 4; equal values always exceed the same number of limits
-- source: PRODUCT §3 R4
create macro steps_above(value, a, b, c, d) as
(value > a)::integer + (value > b)::integer + (value > c)::integer + (value > d)::integer
