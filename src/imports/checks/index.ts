import {bigCustomers} from './big_customers';
import {changedKeys} from './changed_keys';
import {changedNumbers} from './changed_numbers';
import {companyDomains} from './company_domains';
import {currencyMix} from './currency_mix';
import {cutExports} from './cut_exports';
import type {Check} from './define';
import {doubledOrders} from './doubled_orders';
import {futureOrders} from './future_orders';
import {lineSums} from './line_sums';
import {mergedCustomers} from './merged_customers';
import {refundsWithoutSale} from './refunds_without_sale';
import {relayAddresses} from './relay_addresses';
import {silentStretches} from './silent_stretches';
import {staffOrders} from './staff_orders';
import {testOrders} from './test_orders';
import {truncatedStart} from './truncated_start';

export {findingOf} from './finding_of';

/** Every question that is put to the data of a shop, what makes all numbers wrong before what explains some. */
export const checks = {
  'future-orders': futureOrders,
  'cut-exports': cutExports,
  'silent-stretches': silentStretches,
  'changed-keys': changedKeys,
  'changed-numbers': changedNumbers,
  'truncated-start': truncatedStart,
  'doubled-orders': doubledOrders,
  'test-orders': testOrders,
  'currency-mix': currencyMix,
  'refunds-without-sale': refundsWithoutSale,
  'line-sums': lineSums,
  'big-customers': bigCustomers,
  'company-domains': companyDomains,
  'staff-orders': staffOrders,
  'relay-addresses': relayAddresses,
  'merged-customers': mergedCustomers,
} as const satisfies Readonly<Record<string, Check>>;

export type CheckId = keyof typeof checks;
