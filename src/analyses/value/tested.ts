import {addMonths} from '../../lib/dates';
import {numbers, type Table} from '../../lib/table';
import {LEAST_ORIGINS, type Trial} from '../../stats/backtest';
import {expectedPurchases, fitModel, fitSpending, isFitted, type ModelName} from '../../stats/projection';
import {decilesOf, TENTHS} from './deciles';
import type {Foundation} from './foundation';
import {netShareBefore} from './months';
import {groupsOf, stretchesOf} from './origins';
import {emptyPart, type Part} from './parts';
import type {IntervalKind} from './reasons';

/** How one model did on past days. */
export interface Tested extends Calibrated {
  readonly origins: Table;
  /** Of this model alone. */
  readonly trials: readonly Trial[];
  /** Of the model over the months of the tests. */
  readonly spread: number;
}

interface Calibrated {
  readonly calibration: Table;
  /** Mean squared difference of the chance to buy and what came, 0–1; null without a hold-out. */
  readonly brier: number | null;
}

/** What the interval of a forecast over so many months comes from. */
export function intervalKind({plan}: Foundation, trials: readonly Trial[], months: number): IntervalKind {
  if (trials.length < LEAST_ORIGINS) return 'model';
  return plan.months === months ? 'backtest' : 'shorter';
}

/** Predicted against actual by tenths at the latest origin, and the Brier score of the chance to buy. */
export async function calibrated(
  {plan, past}: Foundation,
  name: ModelName,
  origins: Table,
  pause: () => Promise<void>,
): Promise<Calibrated> {
  const none = {calibration: calibrationTable([]), brier: null};
  const latest = [...stretchesOf(origins)].at(-1);
  if (!latest) return none;
  const [origin, {from, to}] = latest;
  const groups = groupsOf(origins, from, to);
  const model = await fitModel(name, groups, pause);
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
