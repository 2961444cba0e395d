import type {Profile, Refusal} from './define';
import {contacts, events, generic, spend} from './profiles/generic';
import {lineItems} from './profiles/line_items';
import {shopifyCustomers, shopifyOrders} from './profiles/shopify';

export {notesOf} from './notes';

/** Exports that are neither orders nor persons, refused by name. */
export const refusals: readonly Refusal[] = [];

/** Every layout that is known, the particular before the general: the first that recognises a file has it. */
export const profiles: readonly Profile[] = [
  shopifyOrders,
  shopifyCustomers,
  spend,
  events,
  contacts,
  lineItems,
  generic,
];

/** The layout that a recipe names; one that is no longer known is read as any table. */
export function profileOf(id: string): Profile {
  return profiles.find((profile) => profile.id === id) ?? generic;
}
