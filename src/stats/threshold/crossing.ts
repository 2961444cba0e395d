export interface Crossing {
  /** The day that begins the run. */
  readonly day: number | null;
  readonly firstBelow: number | null;
  readonly longest: number;
  /** The first day of a run that is cut off by the end of what can be seen. */
  readonly openSince: number | null;
}

/** Where chances by day fall below a level: the first day of so many in a row (`hold`) that all lie below it. */
export function crossingOf(chances: Float64Array, level: number, hold: number): Crossing {
  let run = 0;
  let longest = 0;
  let firstBelow: number | null = null;
  for (let day = 0; day < chances.length; day++) {
    run = chances[day]! < level ? run + 1 : 0;
    if (run > 0) firstBelow ??= day;
    longest = Math.max(longest, run);
    if (run === hold) return {day: day - hold + 1, firstBelow, longest, openSince: null};
  }
  return {day: null, firstBelow, longest, openSince: run > 0 ? chances.length - run : null};
}
