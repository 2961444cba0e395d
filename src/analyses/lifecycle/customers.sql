-- grain: one row per customer with a purchase, and one per lead; `people` is people.sql
-- units: days to the as-of date, revenue in the dataset's currency
-- source: own definition of the stages
select
  customer,
  stage,
  case
    when stage = 'lead' then 'before'
    when stage in ('defecting', 'inactive') then 'at_risk'
    else 'after'
  end as three_phases,
  case stage
    when 'lead' then 'prospect'
    when 'first_time' then 'new'
    when 'inactive' then 'inactive'
    else 'existing'
  end as four_classes,
  case stage
    when 'lead' then 'acquisition'
    when 'first_time' then 'conversion'
    when 'defecting' then 'retention'
    when 'inactive' then 'win_back'
    else 'growth'
  end as five_phases,
  case
    when recency_days >= 730 then 'over_24'
    when recency_days >= 365 then 'from_12'
    when recency_days >= 90 then 'from_3'
  end as passive_band,
  recency_days,
  limit_days,
  purchases,
  last_on,
  revenue
from (
  select
    *,
    case
      when purchases = 0 then 'lead'
      when recency_days >= limit_days and recency_days >= $inactive_limit::integer then 'inactive'
      when recency_days >= limit_days then 'defecting'
      when purchases = 1 then 'first_time'
      when after_silence and recency_days < $reactivated_days::integer then 'reactivated'
      else 'active'
    end as stage
  from people
)
