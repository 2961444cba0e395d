import {
  chanceWithin,
  kaplanMeier,
  mergedDurations,
  observableUntil,
  type DurationCounts,
  type EventChance,
} from './models/kaplan_meier';
import type {BootstrapInterval, BootstrapOptions} from './tests/bootstrap';
import {logRankTest, logRankTrend, type LogRank, type LogRankTrend} from './tests/log_rank';
import {churnThreshold, thresholdIntervals, type ThresholdDay} from './threshold';
import type {ThresholdGap} from './threshold/gap';
import {changedRule, type ThresholdRule} from './threshold/rule';

/** The first-time buyers of one acquisition period. */
export interface AcquisitionCohort {
  readonly name: string;
  readonly counts: DurationCounts;
}

export interface DriftCohort {
  readonly name: string;
  readonly customers: number;
  /** The share that returned within the follow-up. */
  readonly returned: EventChance;
  readonly headline: ThresholdDay | ThresholdGap;
  readonly interval: BootstrapInterval | null;
}

export type ThresholdDrift =
  | {
      readonly known: true;
      /** All are watched for so many days and no longer. */
      readonly followUp: number;
      readonly cohorts: readonly DriftCohort[];
      /** Cohorts too young or too small for this follow-up. */
      readonly setAside: readonly string[];
      /** Whether the cohorts differ at all, and whether they drift in one direction. */
      readonly difference: LogRank;
      readonly trend: LogRankTrend;
    }
  | {readonly known: false; readonly reason: 'too-few-cohorts'; readonly have: number; readonly needed: 2};

/**
 * Acquisition periods in order of time, compared at equal follow-up (PRODUCT §3 S7): for each the share returned and the
 * threshold with its interval, for all the log-rank test and its trend. The follow-up is the one asked for, or else the
 * longest that all cohorts have in which a threshold as late as that of all together can be seen, at most the horizon;
 * where there are no two of these, all that can be watched for the window and the hold. The others are set aside; fewer
 * than two left: 'too-few-cohorts'. RangeError as of `churnThreshold`.
 */
export async function thresholdDrift(
  cohorts: readonly AcquisitionCohort[],
  changes: Partial<ThresholdRule> & {readonly followUp?: number},
  options: BootstrapOptions,
): Promise<ThresholdDrift> {
  const {followUp: wanted, ...rest} = changes;
  const rule = changedRule(rest);
  const seen = cohorts.map(({name, counts}) => {
    const curve = kaplanMeier(counts);
    return {name, counts, curve, until: observableUntil(curve, rule.atRisk)};
  });
  const watchedFor = (days: number) => seen.filter(({until}) => until >= days);
  const shortest = rule.window + rule.hold - 1;
  const {headline} = churnThreshold(mergedDurations(cohorts.map(({counts}) => counts)), rule);
  const old = headline.known ? watchedFor(headline.day + shortest) : [];
  const compared = wanted === undefined && old.length >= 2 ? old : watchedFor(wanted ?? shortest);
  if (compared.length < 2) return {known: false, reason: 'too-few-cohorts', have: compared.length, needed: 2};
  const followUp = wanted ?? Math.min(rule.horizon, ...compared.map(({until}) => until));

  const equal = {...rule, until: followUp};
  const drifting: DriftCohort[] = [];
  for (const {name, counts, curve} of compared) {
    drifting.push({
      name,
      customers: curve.customers,
      returned: chanceWithin(curve, 0, followUp, {level: options.level, rule: rule.atRisk}),
      headline: churnThreshold(counts, equal).headline,
      interval: (await thresholdIntervals(counts, equal, options)).headline,
    });
  }
  const tables = compared.map(({counts}) => counts);
  return {
    known: true,
    followUp,
    cohorts: drifting,
    setAside: seen.filter((cohort) => !compared.includes(cohort)).map(({name}) => name),
    difference: logRankTest(tables, followUp),
    trend: logRankTrend(tables, followUp),
  };
}
