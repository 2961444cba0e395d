/** A slow and obvious twin of the RFM analysis: loops over customers, no SQL, nothing shared with it. */
export interface Booking {
  readonly customer: string;
  readonly day: number;
  readonly cents: number;
}

export interface Scored {
  readonly customer: string;
  readonly recency: number;
  readonly frequency: number;
  readonly cents: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
  readonly segment: string;
}

interface Person {
  readonly customer: string;
  readonly recency: number;
  readonly frequency: number;
  readonly cents: number;
}

export interface Limits {
  readonly recency: readonly number[];
  readonly often: readonly number[];
  readonly money: readonly number[];
}

export function rfmOf(bookings: readonly Booking[]): Scored[] {
  const people = peopleOf(bookings, Math.max(...bookings.map(({day}) => day)));
  return scored(people, limitsOf(people));
}

/** Who has bought up to a day, as seen on that day. */
export function peopleOf(bookings: readonly Booking[], asOf: number): Person[] {
  const known = bookings.filter(({day}) => day <= asOf);
  const names = [...new Set(known.map(({customer}) => customer))];
  return names.flatMap((customer) => {
    const own = known.filter((booking) => booking.customer === customer);
    const days = [...new Set(own.map(({day}) => day))];
    const bought = days.filter(
      (day) => own.filter((entry) => entry.day === day).reduce((sum, {cents}) => sum + cents, 0) > 0,
    );
    if (bought.length === 0) return [];
    return [
      {
        customer,
        recency: asOf - Math.max(...bought),
        frequency: bought.length,
        cents: own.reduce((sum, {cents}) => sum + cents, 0),
      },
    ];
  });
}

export function limitsOf(people: readonly Person[]): Limits {
  // Of fewer than 250 customers thirds are taken, each passing two steps.
  const parts = people.length < 250 ? ([3, [1, 1, 2, 2]] as const) : ([5, [1, 2, 3, 4]] as const);
  const once = people.filter(({frequency}) => frequency === 1).length / people.length;
  return {
    recency: cutsOf(
      people.map((person) => person.recency),
      parts,
    ),
    money: cutsOf(
      people.map((person) => person.cents),
      parts,
    ),
    often:
      once > 0.5
        ? [1, 2, 3, 5]
        : cutsOf(
            people.map((person) => person.frequency),
            parts,
          ),
  };
}

export function scored(people: readonly Person[], {recency, often, money}: Limits): Scored[] {
  return people.map((person) => {
    const r = 5 - recency.filter((limit) => person.recency > limit).length;
    const f = 1 + often.filter((limit) => person.frequency > limit).length;
    const m = 1 + money.filter((limit) => person.cents > limit).length;
    return {...person, r, f, m, segment: segmentOf(r, f, m)};
  });
}

/** The smallest value that at least k parts of all values do not exceed, for each k. */
function cutsOf(values: readonly number[], [parts, cuts]: readonly [number, readonly number[]]): number[] {
  return cuts.map((k) => {
    const candidates = [...values].sort((a, b) => a - b);
    return candidates.find(
      (limit) => values.filter((value) => value <= limit).length * parts >= k * values.length,
    )!;
  });
}

type Range = readonly [from: number, to: number];

/** The segments as boxes of scores, from the definition that the cell prints. */
export const boxes: readonly {
  readonly segment: string;
  readonly r: Range;
  readonly f: Range;
  readonly m: Range;
}[] = [
  {segment: 'champions', r: [5, 5], f: [4, 5], m: [4, 5]},
  {segment: 'loyal', r: [5, 5], f: [4, 5], m: [1, 3]},
  {segment: 'loyal', r: [3, 4], f: [4, 5], m: [1, 5]},
  {segment: 'potential', r: [4, 5], f: [2, 3], m: [1, 5]},
  {segment: 'new', r: [5, 5], f: [1, 1], m: [1, 5]},
  {segment: 'promising', r: [4, 4], f: [1, 1], m: [1, 5]},
  {segment: 'attention', r: [3, 3], f: [3, 3], m: [1, 5]},
  {segment: 'attention', r: [3, 3], f: [1, 2], m: [4, 5]},
  {segment: 'sleep', r: [3, 3], f: [1, 2], m: [1, 3]},
  {segment: 'cannot_lose', r: [1, 2], f: [4, 5], m: [4, 5]},
  {segment: 'risk', r: [1, 2], f: [3, 3], m: [1, 5]},
  {segment: 'risk', r: [1, 2], f: [4, 5], m: [1, 3]},
  {segment: 'hibernating', r: [2, 2], f: [1, 2], m: [1, 5]},
  {segment: 'lost', r: [1, 1], f: [1, 2], m: [1, 5]},
];

export function segmentOf(r: number, f: number, m: number): string {
  const inside = (score: number, [from, to]: Range) => score >= from && score <= to;
  const found = boxes.filter((box) => inside(r, box.r) && inside(f, box.f) && inside(m, box.m));
  if (found.length !== 1) throw new Error(`R${r} F${f} M${m} is in ${found.length} segments`);
  return found[0]!.segment;
}
