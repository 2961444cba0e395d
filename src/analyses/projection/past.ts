import type {Table} from '../../lib/table';
import {endOf, type Flows} from '../value/months';

const MOST_PAST = 36;

/** What was bought less what was paid back, over months counted back. */
export function netRevenue(past: Flows, from: number, to: number): number {
  return (
    past.total('first_revenue', from, to) +
    past.total('repeat_revenue', from, to) -
    past.total('refunds', from, to)
  );
}

/** The past months, the oldest first. */
export function pastTable(past: Flows): Table {
  const count = Math.min(MOST_PAST, past.months.whole);
  const backs = Array.from({length: count}, (_, i) => count - i);
  const column = (value: (back: number) => number) => Float64Array.from(backs, value);
  return {
    rows: count,
    columns: {
      starts_on: column((back) => endOf(past.months, back + 1) + 1),
      ends_on: column((back) => endOf(past.months, back)),
      new_customers: column((back) => past.total('new_customers', back, back)),
      first_revenue: column((back) => past.total('first_revenue', back, back)),
      repeat_revenue: column((back) => past.total('repeat_revenue', back, back)),
      refunds: column((back) => past.total('refunds', back, back)),
      revenue: column((back) => netRevenue(past, back, back)),
    },
  };
}
