import type {Profile} from './define';
import {contacts, events, generic, spend} from './profiles/generic';
import {lineItems} from './profiles/line_items';
import {shopifyCustomers, shopifyOrders} from './profiles/shopify';

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
