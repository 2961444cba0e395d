import type {ParamsOf} from '../define';
import type {Flows} from '../value/months';
import type {projectionShape} from './shape';

type Params = ParamsOf<typeof projectionShape>;

/** How new customers are assumed; facts hold the place. */
export const assumptions = ['last_year', 'average', 'trend', 'own', 'none'] as const;
export type Assumption = (typeof assumptions)[number];

const YEAR = 12;

/**
 * New customers by month to come. Months of last year need a whole year of history, without which the average of the whole
 * months stands in; so it does for a trend of fewer than three months. A trend is a line of least squares, never below 0.
 */
export function assumedArrivals(
  {arrivals, own_arrivals}: Params,
  past: Flows,
  months: number,
): {readonly assumption: Assumption; readonly customers: Float64Array} {
  const whole = Math.min(YEAR, Math.max(1, past.months.whole));
  const came = (back: number) => past.total('new_customers', back, back);
  const mean = past.total('new_customers', 1, whole) / whole;
  const each = (assumption: Assumption, customers: (month: number) => number) => ({
    assumption,
    customers: Float64Array.from({length: months}, (_, i) => customers(i + 1)),
  });
  if (arrivals === 'none') return each('none', () => 0);
  if (arrivals === 'own') return each('own', () => own_arrivals);
  // Month 1 to come has the calendar place of month 12 back.
  if (arrivals === 'last_year' && whole === YEAR)
    return each('last_year', (month) => came(YEAR - ((month - 1) % YEAR)));
  if (arrivals === 'trend' && whole >= 3) {
    const middle = (whole + 1) / 2;
    let [above, below] = [0, 0];
    for (let back = 1; back <= whole; back++) {
      above += (middle - back) * (came(back) - mean);
      below += (middle - back) ** 2;
    }
    return each('trend', (month) => Math.max(0, mean + (above / below) * (middle - 1 + month)));
  }
  return each('average', () => mean);
}
