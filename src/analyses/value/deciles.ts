export const TENTHS = 10;
/** Values closer than this are one: the engine and this code may differ in the last digits. */
const SAME = 1e-9;

export interface Deciles {
  /** Of each row, 1 (the largest values) to 10. */
  readonly of: Uint8Array;
  /** Nine rising values; a customer's tenth is 1 + the number of cuts above her value. */
  readonly cuts: readonly number[];
}

/** Tenths of the customers by value, the largest first; equal values are never parted. */
export function decilesOf(values: Float64Array, customers: Float64Array): Deciles {
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j]! - values[i]! || i - j);
  const all = customers.reduce((sum, count) => sum + count, 0);
  const of = new Uint8Array(values.length);
  const bounds: number[] = [];
  let passed = 0;
  let before = Infinity;
  for (let from = 0; from < order.length;) {
    const largest = values[order[from]!]!;
    let to = from;
    let count = 0;
    for (; to < order.length && largest - values[order[to]!]! <= SAME * Math.abs(largest); to++)
      count += customers[order[to]!]!;
    const decile = Math.min(TENTHS, 1 + Math.floor((TENTHS * (passed + count / 2)) / all));
    const cut = before === Infinity ? largest + 1 : (before + largest) / 2;
    while (bounds.length < decile - 1) bounds.push(cut);
    for (let place = from; place < to; place++) of[order[place]!] = decile;
    passed += count;
    before = values[order[to - 1]!]!;
    from = to;
  }
  while (bounds.length < TENTHS - 1) bounds.push(before - 1);
  return {of, cuts: bounds.reverse()};
}
