export interface ContactPlan {
  /** k: cost of one contact. */
  readonly cost: number;
  /** u: by how much a contact lifts the customer's own chance to return, relative: 0.2 for a fifth. An assumption. */
  readonly uplift: number;
  /** m: contribution margin as a share of the order value. */
  readonly margin: number;
  /** v: expected order value, in the currency of the cost. */
  readonly value: number;
}

export type BreakEven =
  | {readonly known: true; readonly chance: number}
  | {readonly known: false; readonly reason: 'always-pays' | 'never-pays'};

/**
 * π* = k/(u m v), the chance to return from which on a contact pays (STATISTICS §3.2). As `chance` of `churnThreshold` it
 * gives the first day on which it no longer does. A contact without cost always pays; with π* above 1, or without gain,
 * it never does. Negative or missing numbers are a RangeError. Example: 0.25/(0.2 × 0.3 × 35.08) = 11.9 %.
 */
export function breakEvenChance({cost, uplift, margin, value}: ContactPlan): BreakEven {
  if (![cost, uplift, margin, value].every((number) => number >= 0 && number < Infinity))
    throw new RangeError(`a contact with ${JSON.stringify({cost, uplift, margin, value})}`);
  if (cost === 0) return {known: false, reason: 'always-pays'};
  const chance = cost / (uplift * margin * value);
  return chance <= 1 ? {known: true, chance} : {known: false, reason: 'never-pays'};
}

/**
 * u* = k/(m v c), the uplift that a contact needs to pay where the chance to return is c; for c(d) by day. Infinity where
 * nothing can be gained. RangeError as of `breakEvenChance`.
 */
export function breakEvenUplift(plan: Omit<ContactPlan, 'uplift'>, chance: number): number {
  const gain = plan.margin * plan.value * chance;
  if (!(plan.cost >= 0 && plan.cost < Infinity && gain >= 0 && gain < Infinity))
    throw new RangeError(`a contact with ${JSON.stringify(plan)} at a chance of ${chance}`);
  if (plan.cost === 0) return 0;
  return gain > 0 ? plan.cost / gain : Infinity;
}
