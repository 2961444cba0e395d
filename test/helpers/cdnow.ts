import {dayFromIso} from '../../src/lib/dates';
import {sharedText} from './data';

/** A customer of the CDNOW sample at the end of the calibration; times in weeks of seven days. */
export interface CdnowCustomer {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
  /** Mean amount of the repeat purchase days. */
  readonly meanValue: number;
  /** Purchase days in the 39 weeks after. */
  readonly later: number;
  /** Days from 1996-12-31 to the first purchase, and to each later one. */
  readonly days: readonly number[];
}

/** The sample as SOURCES.md counts it: orders of one day are one purchase, calibration to 1997-09-30. */
export function cdnowCustomers(): CdnowCustomer[] {
  const start = dayFromIso('1996-12-31');
  const split = dayFromIso('1997-09-30') - start;
  const people = new Map<string, Map<number, number>>();
  for (const line of sharedText('cdnow-sample-orders.csv').trim().split(/\r?\n/).slice(1)) {
    const [customer, , date, , amount] = line.split(',');
    const days = people.get(customer!) ?? new Map<number, number>();
    people.set(customer!, days);
    const day = dayFromIso(date!) - start;
    days.set(day, (days.get(day) ?? 0) + Number(amount));
  }
  return [...people.values()].map((amounts) => {
    const days = [...amounts.keys()].sort((a, b) => a - b);
    const repeats = days.filter((day) => day <= split).slice(1);
    const spent = repeats.reduce((sum, day) => sum + amounts.get(day)!, 0);
    return {
      x: repeats.length,
      tx: ((repeats.at(-1) ?? days[0]!) - days[0]!) / 7,
      age: (split - days[0]!) / 7,
      meanValue: repeats.length > 0 ? spent / repeats.length : 0,
      later: days.filter((day) => day > split).length,
      days,
    };
  });
}

/** The summary with two decimals on which the published fits were made. */
export function cdnowSummary(): Pick<CdnowCustomer, 'x' | 'tx' | 'age' | 'meanValue'>[] {
  return sharedText('cdnow-sample-summary-39w.csv')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number))
    .map(([, x, tx, age, meanValue]) => ({x: x!, tx: tx!, age: age!, meanValue: meanValue!}));
}

interface Published {
  readonly model?: string;
  readonly params: Readonly<Record<string, number>> | string;
}

/** `btyd-reference.json`, as far as tests read it. */
export interface PublishedValues {
  readonly data: {readonly weekly_cumulative_repeat_actual: Readonly<Record<string, number | string>>};
  readonly fits: readonly (Published & {
    readonly LL?: number;
    readonly LL_of_mean_spend?: number;
    readonly LL_of_total_spend_as_printed_in_RFMCLV?: number;
    readonly tol: {readonly param_abs?: number; readonly param_rel?: number; readonly LL_abs?: number};
  })[];
  readonly likelihood_points: readonly (Omit<Published, 'params'> & {
    readonly params: unknown;
    readonly LL_whole_sample?: number;
    readonly lnL_customers_1_to_10?: readonly number[];
    readonly rows?: readonly {
      readonly x: number;
      readonly t_x: number;
      readonly T: number;
      readonly lnL: number;
    }[];
    readonly tol_abs: number;
  })[];
  readonly conditional_expectations: readonly (Published & {
    readonly x: number;
    readonly t_x: number;
    readonly T: number;
    readonly t: number;
    readonly value: number;
    readonly tol_abs: number;
  })[];
  readonly p_alive: readonly (Published & {
    readonly x: number;
    readonly t_x: number;
    readonly T: number;
    readonly value: number;
    readonly tol_abs: number;
  })[];
  readonly expected_purchases_new_customer: readonly (Published & {
    readonly t: readonly number[];
    readonly value: readonly number[];
    readonly tol_abs: number;
  })[];
  readonly pmf_new_customer: readonly (Published & {
    readonly t: number;
    readonly n?: number;
    readonly value?: number;
    readonly n_from?: number;
    readonly values?: readonly number[];
    readonly tol_rel?: number;
    readonly tol_abs?: number;
  })[];
  readonly fit_quality: readonly {
    readonly model?: string;
    readonly what?: string;
    readonly chi2?: number;
    readonly bgnbd_pct?: number;
    readonly pnbd_pct?: number;
    readonly bgnbd?: number | {readonly min: number; readonly max: number; readonly mean: number};
    readonly pnbd?: number | {readonly min: number; readonly max: number; readonly mean: number};
    readonly bgnbd_vs_pnbd?: number;
    readonly LL?: number;
    readonly tol_abs?: number;
    readonly tol_abs_pct?: number;
  }[];
  readonly gamma_gamma: readonly (Published & {
    readonly what: string;
    readonly value: number | readonly number[];
    readonly tol_abs: number;
  })[];
  readonly discounted: readonly (Omit<Published, 'params'> & {
    readonly params?: Readonly<Record<string, number>>;
    readonly value: number;
    readonly tol_abs: number;
  })[];
}

export function publishedValues(): PublishedValues {
  return JSON.parse(sharedText('btyd-reference.json')) as PublishedValues;
}
