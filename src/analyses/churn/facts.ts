import {numbers, type Table} from '../../lib/table';
import {yearlyReturners} from '../../stats/yearly_returners';
import type {ParamsOf, RunOutput} from '../define';
import type {Details} from './details';
import {meanChanceBetween, positionsTable} from './positions_table';
import {reasons} from './reasons';
import type {Rule} from './rule';
import type {churnShape} from './shape';
import type {Stage} from './stages';
import {valueOfNext} from './value_of_next';

type Shape = typeof churnShape;

/** What the sentences are made of. */
export function factsOf(
  params: ParamsOf<Shape>,
  {stage, counts, threshold}: Stage,
  rule: Rule,
  margin: number,
  {silent, values}: {readonly silent: Table; readonly values: Table},
  {intervals, drift}: Details,
): RunOutput<Shape>['facts'] {
  const {assumption, window, lead} = params;
  const {headline, returners, naive, curve, chances, observableUntil} = threshold;
  const own = intervals[stage - 1];
  const day = headline.known ? headline.day : null;
  const positions = positionsTable(silent, stage, day ?? assumption, assumption);
  const between = numbers(positions, 'customers')[1]!;
  const half = chances.length > 0 ? chances[0]! / 2 : null;
  const chanceAt = (at: number) => chances[at] ?? null;
  const atThreshold = headline.known ? headline.chanceAtDay : null;
  const atAssumption = chanceAt(assumption);
  const lost = atThreshold !== null && atAssumption !== null ? Math.abs(atThreshold - atAssumption) : null;
  const yearly = stage === 1 ? yearlyReturners(counts) : null;
  const cohorts = drift?.known ? drift.cohorts.filter(({headline}) => headline.known) : [];
  const [first, last] = [cohorts[0], cohorts.at(-1)];
  const drifts = cohorts.length > 1;
  const dayOf = (cohort: typeof first) => (cohort?.headline.known ? cohort.headline.day : null);
  return {
    stage,
    window,
    customers: curve.customers,
    returners: curve.events,
    reason: headline.known ? null : reasons.indexOf(headline.reason),
    reason_have: headline.known ? null : headline.have,
    reason_needed: headline.known ? null : headline.needed,
    threshold: day,
    threshold_low: own?.headline?.low ?? null,
    threshold_high: own?.headline?.high ?? null,
    level: headline.known ? headline.level : (rule.changes.chance ?? half),
    by_money: Number(rule.level === 'money'),
    by_own: Number(rule.level === 'own'),
    margin_rate: margin,
    chance_at_start: chanceAt(0),
    at_risk: headline.known ? headline.atRisk : null,
    later_returners: headline.known ? headline.laterReturners : null,
    returners_day: returners.known ? returners.day : null,
    returners_low: own?.returners?.low ?? null,
    returners_high: own?.returners?.high ?? null,
    returners_horizon: returners.known ? returners.horizon : null,
    provisional: returners.known ? Number(returners.provisional) : null,
    naive,
    naive_low: own?.naive?.low ?? null,
    naive_high: own?.naive?.high ?? null,
    assumption,
    between: day === null ? null : between,
    between_revenue: day === null ? null : numbers(positions, 'revenue')[1]!,
    between_chance: day === null ? null : meanChanceBetween(silent, stage, chances, day, assumption),
    chance_at_threshold: atThreshold,
    chance_at_assumption: atAssumption,
    stake: lost === null ? null : between * lost * valueOfNext(values, stage),
    send_day: day === null ? null : Math.max(0, day - lead),
    observed_days: observableUntil,
    yearly: yearly?.known ? Number(yearly.bump) : null,
    yearly_share: yearly?.known && yearly.bump ? yearly.shareOfReturners : null,
    drift_p: drift?.known && drift.trend.known ? drift.trend.p : null,
    drift_seen: drift?.known ? drift.followUp - window : null,
    drift_from_on: drifts ? Number(first!.name) : null,
    drift_from: drifts ? dayOf(first) : null,
    drift_from_low: drifts ? (first!.interval?.low ?? null) : null,
    drift_from_high: drifts ? (first!.interval?.high ?? null) : null,
    drift_to_on: drifts ? Number(last!.name) : null,
    drift_to: drifts ? dayOf(last) : null,
    drift_to_low: drifts ? (last!.interval?.low ?? null) : null,
    drift_to_high: drifts ? (last!.interval?.high ?? null) : null,
  };
}
