/** What buy-till-you-die models know of a customer: repeat purchases, age at the last one, age at the as-of date. */
export interface History {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
}

/**
 * Customers with equal histories as one row: x repeat purchases, the last at age tx (0 for x = 0), observed up to `age`
 * (T in the papers), and how many such customers. Columns of equal length, all times in one unit. A model gives its
 * parameters and takes its horizons in that unit.
 */
export interface PurchaseSummary {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  readonly customers: Float64Array;
}

/** A summary with one row. */
export function summaryOf({x, tx, age}: History): PurchaseSummary {
  return {
    x: Float64Array.of(x),
    tx: Float64Array.of(tx),
    age: Float64Array.of(age),
    customers: Float64Array.of(1),
  };
}

/**
 * The summary with equal rows merged, in ascending order of x, tx, age and without empty rows, so that whatever is
 * summed over it does not depend on how the rows came. Without `customers` each row is one.
 * A RangeError where a row is no history: x no whole number, or not 0 ≤ tx ≤ age, or tx > 0 without a repeat purchase.
 */
export function groupPurchases(
  rows: Omit<PurchaseSummary, 'customers'> & {readonly customers?: Float64Array},
): PurchaseSummary {
  const {x, tx, age} = rows;
  const counts = rows.customers ?? new Float64Array(x.length).fill(1);
  requireHistories({x, tx, age, customers: counts});
  const {keys, customers} = groupRows([x, tx, age], counts);
  return {x: keys[0]!, tx: keys[1]!, age: keys[2]!, customers};
}

/** Rows with equal keys merged, ascending by the keys, without empty rows; the columns themselves if they are so already. */
export function groupRows(
  keys: readonly Float64Array[],
  customers: Float64Array,
): {readonly keys: readonly Float64Array[]; readonly customers: Float64Array} {
  const compare = (i: number, j: number) => {
    for (const key of keys) if (key[i] !== key[j]) return key[i]! - key[j]!;
    return 0;
  };
  let grouped = true;
  for (let row = 0; row < customers.length && grouped; row++)
    grouped = customers[row]! > 0 && (row === 0 || compare(row - 1, row) < 0);
  if (grouped) return {keys, customers};

  const order = Uint32Array.from(customers.keys())
    .filter((row) => customers[row]! > 0)
    .sort(compare);
  const firsts = order.filter((row, place) => place === 0 || compare(order[place - 1]!, row) !== 0);
  const sums = new Float64Array(firsts.length);
  let group = 0;
  for (const row of order) {
    if (compare(row, firsts[group]!) !== 0) group++;
    sums[group] = sums[group]! + customers[row]!;
  }
  return {keys: keys.map((key) => Float64Array.from(firsts, (row) => key[row]!)), customers: sums};
}

/** The rows at the places, of all columns that there are. */
export function rowsAt<Columns extends PurchaseSummary>(
  columns: Columns,
  places: ArrayLike<number>,
): Columns {
  const taken = (Object.entries(columns) as [string, Float64Array][]).map(([name, values]) => {
    const column = new Float64Array(places.length);
    for (let row = 0; row < places.length; row++) column[row] = values[places[row]!]!;
    return [name, column];
  });
  return Object.fromEntries(taken) as Columns;
}

/** Throws a RangeError unless every row is a history and the columns are of one length. */
export function requireHistories({x, tx, age, customers}: PurchaseSummary): void {
  if (tx.length !== x.length || age.length !== x.length || customers.length !== x.length)
    throw new RangeError('columns of different lengths');
  for (let row = 0; row < x.length; row++) {
    const valid =
      Number.isInteger(x[row]!) &&
      x[row]! >= 0 &&
      tx[row]! >= 0 &&
      (x[row]! > 0 || tx[row] === 0) &&
      tx[row]! <= age[row]! &&
      age[row]! < Infinity &&
      customers[row]! >= 0 &&
      customers[row]! < Infinity;
    if (!valid)
      throw new RangeError(
        `no history: x ${x[row]}, tx ${tx[row]}, age ${age[row]}, customers ${customers[row]}`,
      );
  }
}

/** The totals of a summary. */
export interface Totals {
  readonly customers: number;
  /** Customers with a repeat purchase. */
  readonly repeaters: number;
  /** Repeat purchases. */
  readonly purchases: number;
  /** The most repeat purchases of one customer. */
  readonly most: number;
  /** The least repeat purchases of one customer. */
  readonly least: number;
  readonly meanAge: number;
}

export function totalsOf({x, age, customers}: PurchaseSummary): Totals {
  let all = 0;
  let repeaters = 0;
  let purchases = 0;
  let most = 0;
  let least = Infinity;
  let ages = 0;
  for (let row = 0; row < x.length; row++) {
    const count = customers[row]!;
    all += count;
    if (x[row]! > 0) repeaters += count;
    purchases += count * x[row]!;
    most = Math.max(most, x[row]!);
    least = Math.min(least, x[row]!);
    ages += count * age[row]!;
  }
  return {
    customers: all,
    repeaters,
    purchases,
    most,
    least: all > 0 ? least : 0,
    meanAge: all > 0 ? ages / all : 0,
  };
}
