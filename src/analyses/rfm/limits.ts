import {numbers, type Table} from '../../lib/table';

/** From which share of one-time buyers on the fifths of frequency say nothing and natural steps are taken (R4). */
const MOSTLY_ONCE = 0.5;
/** Upper limits of the natural steps 1, 2, 3, 4–5, 6 and more. */
const natural = [1, 2, 3, 5] as const;
/** Of fewer customers a fifth is less than 50 of them; then thirds are taken. */
const FEW = 250;

/** Upper limits of the scores: four values; a value above k of them is k steps further. */
export interface Limits {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
  readonly naturalFrequency: boolean;
  /** Steps found in the data: five, or three where there are few customers. */
  readonly steps: 3 | 5;
}

type Own = Readonly<Record<'recency' | 'frequency' | 'monetary', readonly number[] | null>>;

/** What `spread.sql` gives: its rows stand at 1/5, 1/3, 2/5, 3/5, 2/3 and 4/5. */
const rowsOf = {
  5: [0, 2, 3, 5],
  // Equal limits pass two steps at once, so that the scores are 1, 3 and 5.
  3: [1, 1, 4, 4],
} as const;

/**
 * The limits in force: the user's own, else those of the spread; fifths, of few customers thirds; frequency in natural
 * steps where most bought once.
 */
export function limitsOf(spread: Table, own: Own): Limits {
  const steps = numbers(spread, 'customers')[0]! < FEW ? 3 : 5;
  const at = (column: string) => rowsOf[steps].map((row) => numbers(spread, column)[row]!);
  const naturalFrequency = own.frequency === null && numbers(spread, 'one_time_share')[0]! > MOSTLY_ONCE;
  return {
    recency: own.recency ?? at('recency_days'),
    frequency: own.frequency ?? (naturalFrequency ? natural : at('purchases')),
    monetary: own.monetary ?? at('revenue'),
    naturalFrequency,
    steps,
  };
}

/** The limits as parameters of scores.sql: r1 … r4, f1 … f4, m1 … m4. */
export function parametersOf({recency, frequency, monetary}: Limits): Record<string, number> {
  const named = (letter: string, limits: readonly number[]) =>
    limits.map((limit, index): [string, number] => [`${letter}${index + 1}`, limit]);
  return Object.fromEntries([...named('r', recency), ...named('f', frequency), ...named('m', monetary)]);
}
