import type {Profile, Refusal} from './define';
import {amazonAllOrders, amazonOrderReport, amazonPayments} from './profiles/amazon';
import {bankStatement} from './profiles/bank';
import {bigCommerceOrders} from './profiles/bigcommerce';
import {custobarCustomers, custobarSales} from './profiles/custobar';
import {ebayOrders, ebayOrdersGerman, ebayTransactions} from './profiles/ebay';
import {emarsysSales} from './profiles/emarsys';
import {etsyItems, etsyOrders, etsyPayments, etsyStatement} from './profiles/etsy';
import {contacts, events, generic, spend} from './profiles/generic';
import {gumroadSales} from './profiles/gumroad';
import {jtlOrders} from './profiles/jtl';
import {lightspeedSales} from './profiles/lightspeed';
import {lineItems} from './profiles/line_items';
import {magentoCustomers, magentoOrders} from './profiles/magento';
import {campaignReport, klaviyoList, mailchimpAudience} from './profiles/newsletters';
import {odooOrders, odooOrdersLabelled} from './profiles/odoo';
import {paypalActivity, paypalActivityGerman} from './profiles/paypal';
import {plentyOrders} from './profiles/plentymarkets';
import {pivotTable} from './profiles/pivot';
import {prestashopCustomers, prestashopOrders, prestashopSql} from './profiles/prestashop';
import {shopifyCustomers, shopifyOrders, shopifyPayouts, shopifyProducts} from './profiles/shopify';
import {
  shopware5Customers,
  shopware5MainOrders,
  shopware5Newsletter,
  shopware5Orders,
  shopware6Customers,
  shopware6Newsletter,
  shopware6Orders,
} from './profiles/shopware';
import {squareItems, squareTransactions} from './profiles/square';
import {squarespaceOrders} from './profiles/squarespace';
import {stripeBalance, stripePayments} from './profiles/stripe';
import {
  wooAdvancedOrders,
  wooAnalyticsCustomers,
  wooAnalyticsOrders,
  wooSkyVerge,
  wooWebToffee,
} from './profiles/woocommerce';
import {wixOrders} from './profiles/wix';

export {notesOf} from './notes';

/** Exports that hold neither orders nor persons, refused by name. */
export const refusals: readonly Refusal[] = [
  shopifyPayouts,
  shopifyProducts,
  etsyPayments,
  etsyStatement,
  amazonPayments,
  stripeBalance,
  campaignReport,
  bankStatement,
  pivotTable,
];

/** Every layout that is known, the particular before the general: the first that recognises a file has it. */
export const profiles: readonly Profile[] = [
  shopifyOrders,
  shopifyCustomers,
  wooAnalyticsOrders,
  wooAnalyticsCustomers,
  wooAdvancedOrders,
  wooSkyVerge,
  wooWebToffee,
  shopware5Orders,
  shopware5MainOrders,
  shopware5Customers,
  shopware5Newsletter,
  shopware6Orders,
  shopware6Customers,
  shopware6Newsletter,
  jtlOrders,
  magentoOrders,
  magentoCustomers,
  prestashopOrders,
  prestashopSql,
  prestashopCustomers,
  bigCommerceOrders,
  squarespaceOrders,
  wixOrders,
  etsyOrders,
  etsyItems,
  ebayOrders,
  ebayOrdersGerman,
  ebayTransactions,
  amazonAllOrders,
  amazonOrderReport,
  squareItems,
  squareTransactions,
  stripePayments,
  paypalActivity,
  paypalActivityGerman,
  lightspeedSales,
  odooOrders,
  odooOrdersLabelled,
  gumroadSales,
  plentyOrders,
  emarsysSales,
  custobarSales,
  custobarCustomers,
  klaviyoList,
  mailchimpAudience,
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
