import {addMonths} from '../../lib/dates';
import {numbers, type Table} from '../../lib/table';
import {backtest, type Trial} from '../../stats/backtest';
import {expectedPurchases, fitModel, fitSpending, isFitted} from '../../stats/projection';
import {decilesOf, TENTHS} from './deciles';
import type {Foundation} from './foundation';
import {netShareBefore} from './months';
import {groupsOf, holdOutsOf, stretchesOf} from './origins';
import {emptyPart, type Part} from './parts';

/** What the back-test of one model found. */
export interface Tested {
  readonly origins: Table;
  readonly trials: readonly Trial[];
  readonly calibration: Table;
  /** Mean squared difference of the chance to buy and what came, 0–1; null without a hold-out. */
  readonly brier: number | null;
}

export async function testedOn(
  foundation: Foundation,
  origins: Table,
  pause: () => Promise<void>,
  progress: (share: number) => void,
): Promise<Tested> {
  const {plan, past} = foundation;
  const trials = await backtest(holdOutsOf(plan, origins, past), {models: ['mbg-nbd'], pause, progress});
  return {origins, trials, ...(await calibrated(foundation, origins, pause))};
}

/** Predicted against actual by tenths at the latest origin, and the Brier score of the chance to buy. */
async function calibrated(
  {plan, past}: Foundation,
  origins: Table,
  pause: () => Promise<void>,
): Promise<Pick<Tested, 'calibration' | 'brier'>> {
  const none = {calibration: calibrationTable([]), brier: null};
  const latest = [...stretchesOf(origins)].at(-1);
  if (!latest) return none;
  const [origin, {from, to}] = latest;
  const groups = groupsOf(origins, from, to);
  const model = await fitModel('mbg-nbd', groups, pause);
  if (!isFitted(model)) return none;
  const spending = await fitSpending(groups, pause);
  const horizon = addMonths(origin, plan.months) - origin;
  const net = netShareBefore(past, plan.months);
  const purchases = expectedPurchases(model, groups, horizon);
  const revenues = spending.values(groups).map((value, row) => value * net * purchases[row]!);
  const chances = model.purchaseChances(groups, horizon);
  const bought = numbers(origins, 'future_buyers').slice(from, to);
  const spent = numbers(origins, 'future_revenue').slice(from, to);
  const {of} = decilesOf(revenues, groups.customers);
  const tenths = Array.from({length: TENTHS}, () => ({...emptyPart(), bought: 0, spent: 0}));
  let [squares, customers] = [0, 0];
  of.forEach((decile, row) => {
    const [tenth, count] = [tenths[decile - 1]!, groups.customers[row]!];
    const chance = chances[row]!;
    tenth.customers += count;
    tenth.chance += count * chance;
    tenth.revenues += count * revenues[row]!;
    tenth.bought += bought[row]!;
    tenth.spent += spent[row]!;
    squares += bought[row]! * (1 - chance) ** 2 + (count - bought[row]!) * chance ** 2;
    customers += count;
  });
  return {calibration: calibrationTable(tenths), brier: customers > 0 ? squares / customers : null};
}

/** Of each tenth with a customer what was predicted and what came. */
export function calibrationTable(tenths: readonly (Part & {bought: number; spent: number})[]): Table {
  const rows = tenths.map((tenth, i) => ({...tenth, decile: i + 1})).filter(({customers}) => customers > 0);
  const column = (value: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, value);
  return {
    rows: rows.length,
    columns: {
      decile: column(({decile}) => decile),
      customers: column(({customers}) => customers),
      predicted_share: column(({chance, customers}) => chance / customers),
      actual_share: column(({bought, customers}) => bought / customers),
      predicted_revenue: column(({revenues}) => revenues),
      actual_revenue: column(({spent}) => spent),
    },
  };
}
