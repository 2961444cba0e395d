import type {DurationCounts} from '../../src/stats/models/kaplan_meier';
import type {Random} from '../../src/stats/random';

/** How long one customer was watched, and whether that ended with the event. */
export interface Duration {
  readonly day: number;
  readonly event: boolean;
}

export const times = (customers: number, day: number, event: boolean): Duration[] =>
  Array.from({length: customers}, () => ({day, event}));

/** The table of a list of customers. */
export function countsOf(durations: readonly Duration[]): DurationCounts {
  const cells = new Map<number, {events: number; censored: number}>();
  for (const {day, event} of durations) {
    const cell = cells.get(day) ?? {events: 0, censored: 0};
    cells.set(day, cell);
    if (event) cell.events++;
    else cell.censored++;
  }
  const days = [...cells.keys()].sort((a, b) => a - b);
  return {
    days: Float64Array.from(days),
    events: Float64Array.from(days, (day) => cells.get(day)!.events),
    censored: Float64Array.from(days, (day) => cells.get(day)!.censored),
  };
}

/** First-time buyers acquired evenly over `days`; `gap` gives the days to the second purchase, Infinity for never. */
export function acquired(customers: number, days: number, random: Random, gap: () => number): Duration[] {
  return Array.from({length: customers}, () => {
    const watched = Math.floor(days * random.next());
    const day = gap();
    return day <= watched ? {day, event: true} : {day: watched, event: false};
  });
}

/** PRODUCT §4, A16: 30 % ever return, log-normal gap with median 35 days and σ 0.9. */
export const everyThird = (random: Random) => () =>
  random.next() < 0.3 ? Math.max(1, Math.round(35 * Math.exp(0.9 * random.normal()))) : Infinity;
