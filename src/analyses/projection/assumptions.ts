import type {ParamsOf} from '../define';
import type {Flows} from '../value/months';
import type {projectionShape} from './shape';

type Params = ParamsOf<typeof projectionShape>;

/** How new customers are assumed; facts hold the place. The last two are averages that stand in for what the past is too short for. */
export const assumptions = [
  'last_year',
  'average',
  'trend',
  'own',
  'none',
  'average_for_last_year',
  'average_for_trend',
] as const;
export type Assumption = (typeof assumptions)[number];

const YEAR = 12;
/** A young shop may have grown tenfold in a year; nobody should plan with that again. */
const LEAST_GROWTH = 0.5;
const MOST_GROWTH = 2;

export interface Arrivals {
  readonly assumption: Assumption;
  /** By month to come. */
  readonly customers: Float64Array;
  /** What the last year had more than the one before, where that is assumed to go on. */
  readonly growth: number | null;
}

/**
 * New customers by month to come. A year has seasons, so that a line through its months would carry the last season into the
 * future: a trend is the months of last year times the growth of that year over the one before. It needs two whole years;
 * last year needs one; without them the average of the whole months stands in.
 */
export function assumedArrivals({arrivals, own_arrivals}: Params, past: Flows, months: number): Arrivals {
  const whole = Math.min(YEAR, Math.max(1, past.months.whole));
  const came = (from: number, to = from) => past.total('new_customers', from, to);
  const mean = came(1, whole) / whole;
  const each = (
    assumption: Assumption,
    customers: (month: number) => number,
    growth: number | null = null,
  ) => ({
    assumption,
    customers: Float64Array.from({length: months}, (_, i) => customers(i + 1)),
    growth,
  });
  // Month 1 to come has the calendar place of month 12 back.
  const lastYear = (month: number) => came(YEAR - ((month - 1) % YEAR));
  switch (arrivals) {
    case 'none':
      return each('none', () => 0);
    case 'own':
      return each('own', () => own_arrivals);
    case 'average':
      return each('average', () => mean);
    case 'last_year':
      return whole === YEAR ? each('last_year', lastYear) : each('average_for_last_year', () => mean);
    case 'trend': {
      const before = past.months.whole >= 2 * YEAR ? came(YEAR + 1, 2 * YEAR) : 0;
      if (before === 0) return each('average_for_trend', () => mean);
      const factor = Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, came(1, YEAR) / before));
      return each('trend', (month) => lastYear(month) * factor ** Math.ceil(month / YEAR), factor - 1);
    }
  }
}
