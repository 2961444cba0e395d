import type {Parameters, PurchaseModel} from './models/purchase_model';

/** New customers by the time of their first purchase, on the same clock and in the unit of the model. */
export interface Arrivals {
  readonly at: Float64Array;
  readonly customers: Float64Array;
}

/**
 * The expected repeat purchases up to each time, by all that have arrived by then: Σ customers × E[X(time − at)] (Fader,
 * Hardie & Lee 2005, figure 2). Differences of neighbours are the purchases by week, month, …
 */
export function expectedTracking<Name extends string>(
  model: PurchaseModel<string, Name>,
  parameters: Parameters<Name>,
  {at, customers}: Arrivals,
  times: Float64Array,
): Float64Array {
  // Arrivals and times lie on a calendar, so that few ages are distinct.
  const places = new Map<number, number>();
  for (const time of times) {
    for (const start of at) if (start < time) place(places, time - start);
  }
  const expected = model.newcomerExpectations(parameters, Float64Array.from(places.keys()));
  return times.map((time) =>
    at.reduce(
      (sum, start, row) =>
        start < time ? sum + customers[row]! * expected[places.get(time - start)!]! : sum,
      0,
    ),
  );
}

function place(places: Map<number, number>, age: number): void {
  if (!places.has(age)) places.set(age, places.size);
}
