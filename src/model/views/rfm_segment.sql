-- grain: one value: the named segment of a customer by the scores of recency, frequency and monetary
-- units: scores 1 (lowest) to 5; every one of the 125 combinations has exactly one segment
-- source: the eleven segments in common use, from Champions to Lost
create macro rfm_segment(r, f, m) as
case
  when r = 5 and f >= 4 and m >= 4 then 'champions'
  when r >= 3 and f >= 4 then 'loyal'
  when r >= 4 and f >= 2 then 'potential'
  when r = 5 then 'new'
  when r = 4 then 'promising'
  when r = 3 and (f = 3 or m >= 4) then 'attention'
  when r = 3 then 'sleep'
  when f >= 4 and m >= 4 then 'cannot_lose'
  when f >= 3 then 'risk'
  when r = 2 then 'hibernating'
  else 'lost'
end
