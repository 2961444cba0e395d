/** From which share of one-time buyers on the fifths of frequency say nothing and natural steps are taken (R4). */
const MOSTLY_ONCE = 0.5;
/** Upper limits of the natural steps 1, 2, 3, 4–5, 6 and more. */
const natural = [1, 2, 3, 5] as const;

/** Upper limits of the scores: four values; a value above k of them is k steps further. */
export interface Limits {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
  readonly naturalFrequency: boolean;
}

interface Spread {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
  readonly oneTimeShare: number;
}

type Own = Readonly<Record<'recency' | 'frequency' | 'monetary', readonly number[] | null>>;

/** The limits in force: the user's own, else the fifths; frequency in natural steps where most bought once. */
export function limitsOf(spread: Spread, own: Own): Limits {
  const naturalFrequency = own.frequency === null && spread.oneTimeShare > MOSTLY_ONCE;
  return {
    recency: own.recency ?? spread.recency,
    frequency: own.frequency ?? (naturalFrequency ? natural : spread.frequency),
    monetary: own.monetary ?? spread.monetary,
    naturalFrequency,
  };
}
