/** What came and what went in one period. */
export interface Balance {
  readonly net: number;
  /** Customers out for each one in; null where none came. */
  readonly ratio: number | null;
}

/** The in/out ledger of L6: 245 in and 652 out are 407 fewer, 2.66 out for each one in. */
export function balanceOf(came: number, out: number): Balance {
  return {net: came - out, ratio: came > 0 ? out / came : null};
}
