/** The tables of `tables.ts` by name alone: what only asks for names does without all their columns. */
export const canonicalNames = [
  'customers',
  'orders',
  'attributes',
  'order_lines',
  'events',
  'spend',
] as const;
export const sharedNames = [
  'scope',
  'chosen_customers',
  'ledger',
  'purchases',
  'customer_history',
  'calendar',
] as const;

export type CanonicalTable = (typeof canonicalNames)[number];
export type SharedTable = (typeof sharedNames)[number];
