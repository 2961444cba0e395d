import type {Reason} from '../../src/text/reasons';

/** What a careful reader finds in the export of one system; the arithmetic stands beside the numbers. */
export interface SystemFixture {
  /** File below test/fixtures/exports. */
  readonly file: string;
  readonly profile: string;
  readonly rows: number;
  readonly setAside: Readonly<Partial<Record<Reason, number>>>;
  /** Sales that count. */
  readonly orders: number;
  /** Persons with an order, also a cancelled or unpaid one. */
  readonly customers: number;
  /** Net revenue after refunds, and what was refunded of it. */
  readonly net: number;
  readonly refunded: number;
  /** Lines with a product. */
  readonly positions: number;
}

/** A list of persons: how many rows are one, and how many of them agreed to the newsletter. */
export interface ContactsFixture {
  readonly file: string;
  readonly profile: string;
  readonly rows: number;
  readonly persons: number;
  readonly consenting: number;
}

export const orderFixtures: readonly SystemFixture[] = [
  {
    // 1001: 47.60 less VAT 9.50 × 47.60 / 59.50 = 40; 1002, a guest: 119 − 19 = 100, a quarter refunded: 25;
    // 1006, without e-mail: 23.80 − 3.80 = 20; 1007: 35.70 − 5.70 = 30, refunded; 1008, tax on top: 40.
    file: 'shopify-orders.csv',
    profile: 'shopify-orders',
    rows: 9,
    setAside: {cancelled: 1, unpaid: 1, test: 1},
    orders: 5,
    customers: 3,
    net: 175, // 40 + 75 + 20 + 0 + 40
    refunded: 55, // 25 + 30
    positions: 6,
  },
  {
    // 1002 and its refund are two rows of one number.
    file: 'woocommerce-analytics-orders.csv',
    profile: 'woocommerce-analytics-orders',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1},
    orders: 3,
    customers: 0,
    net: 38.45, // 33.45 + (1,249 − 1,249) + 5
    refunded: 1249,
    positions: 4,
  },
  {
    // 1001: 64.26 − VAT 10.26 − shipping 4 = 50, on two rows; 1002: 119 − 19 = 100, refunded;
    // 1003: 59.50 − 9.50 = 50, of which 11.90 / 59.50 = a fifth refunded.
    file: 'woocommerce-advanced-order-export.csv',
    profile: 'woocommerce-advanced-order-export',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1},
    orders: 3,
    customers: 3,
    net: 90, // 50 + 0 + 40
    refunded: 110, // 100 + 10
    positions: 4,
  },
  {
    // 501: 124.95 − 19.95 − shipping 5 = 100; 502 and 503 are two guests with customer number 0, the second refunded.
    file: 'woocommerce-order-csv.csv',
    profile: 'woocommerce-order-csv',
    rows: 5,
    setAside: {cancelled: 1},
    orders: 4,
    customers: 3,
    net: 170, // 100 + 50 + 0 + 20
    refunded: 50,
    positions: 5,
  },
  {
    // 701: 124.95 − 19.95 − shipping 5 = 100; 702 and 703 are two guests with customer number 0, the second refunded;
    // 705, after its coupon: 23.80 − 3.80 = 20.
    file: 'woocommerce-order-export-import.csv',
    profile: 'woocommerce-order-export-import',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1},
    orders: 4,
    customers: 4,
    net: 170, // 100 + 50 + 0 + 20
    refunded: 50,
    positions: 5,
  },
  {
    // 57 on three rows, one of them a discount: 105 − 5 = 100; 61, prices without VAT: 200; 62: 50.
    // 52 and 54 are abandoned baskets with the number 0, 60 is cancelled.
    file: 'shopware5-orders.csv',
    profile: 'shopware5-orders',
    rows: 8,
    setAside: {cancelled: 3},
    orders: 3,
    customers: 3,
    net: 350, // 100 + 200 + 50
    refunded: 0,
    positions: 4,
  },
  {
    file: 'shopware5-main-orders.csv',
    profile: 'shopware5-main-orders',
    rows: 5,
    setAside: {cancelled: 2},
    orders: 3,
    customers: 3,
    net: 350, // (105 − 5) + 200 + 50
    refunded: 0,
    positions: 0,
  },
  {
    file: 'shopware6-orders.csv',
    profile: 'shopware6-orders',
    rows: 5,
    setAside: {zero_value: 1},
    orders: 4,
    customers: 3,
    net: 1368.5, // 39.80 + 1,249 + 59.50 + 20.20
    refunded: 0,
    positions: 5,
  },
  {
    // AU-1001: 2 × 10 + 20, shipping apart; AU-1002: 1,000 − voucher 100; AU-1003, 7 %: 2 × 10; AU-1005: −1 × 10.
    file: 'jtl-orders.csv',
    profile: 'jtl-orders',
    rows: 8,
    setAside: {cancelled: 1},
    orders: 3,
    customers: 3,
    net: 950, // 40 + 900 + 20 − 10
    refunded: 10,
    positions: 5,
  },
  {
    // 1: 59.50 − 9.50; 2, closed: 1,119 refunded; 4, not logged in: 35.70 − 5.70; 6: 20, of which 5 refunded.
    file: 'magento-orders.csv',
    profile: 'magento-orders',
    rows: 7,
    setAside: {cancelled: 2, unpaid: 1},
    orders: 4,
    customers: 5,
    net: 95, // 50 + 0 + 30 + 15
    refunded: 1124, // 1,119 + 5
    positions: 0,
  },
  {
    file: 'prestashop-orders.csv',
    profile: 'prestashop-orders',
    rows: 6,
    setAside: {cancelled: 2, unpaid: 1},
    orders: 3,
    customers: 0,
    net: 1280, // 1,249.50 + 30.50, and 59.50 refunded
    refunded: 59.5,
    positions: 0,
  },
  {
    file: 'prestashop-sql.csv',
    profile: 'prestashop-sql',
    rows: 5,
    setAside: {cancelled: 2},
    orders: 3,
    customers: 3,
    net: 130, // (105 − 5) + 30, and 50 refunded
    refunded: 50,
    positions: 0,
  },
  {
    // 101: 105 − 5; 102: 100, of which 29.75 / 119 = a quarter refunded; two guests with customer number 0.
    file: 'bigcommerce-orders.csv',
    profile: 'bigcommerce-orders',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1},
    orders: 4,
    customers: 5,
    net: 245, // 100 + 75 + 50 + 20
    refunded: 25,
    positions: 5,
  },
  {
    // 05631 on two rows, tax on top: 60; 05632: 60 − discount 10 = 50, of which 11.90 / 59.50 = a fifth refunded;
    // 05633: 20 refunded; 05636: 30.
    file: 'squarespace-orders.csv',
    profile: 'squarespace-orders',
    rows: 7,
    setAside: {cancelled: 1, unpaid: 1},
    orders: 4,
    customers: 3,
    net: 130, // 60 + 40 + 0 + 30
    refunded: 30, // 10 + 20
    positions: 5,
  },
  {
    // 10001 on two rows: 130.90 − shipping 11.90 = 119, of its VAT 20.90 × 119 / 130.90 = 19: 100;
    // 10002: 50, of which 11.90 / 59.50 = a fifth refunded; 10004 refunded; 10005: 23.80 − 3.80 = 20.
    file: 'wix-orders.csv',
    profile: 'wix-orders',
    rows: 6,
    setAside: {unpaid: 1},
    orders: 4,
    customers: 4,
    net: 160, // 100 + 40 + 0 + 20
    refunded: 60, // 10 + 50
    positions: 5,
  },
  {
    // 9002: 40 − 8, sales tax is Etsy's; 9003: 50, half of its 55 refunded. Every date could also be day first.
    file: 'etsy-orders.csv',
    profile: 'etsy-orders',
    rows: 5,
    setAside: {cancelled: 1},
    orders: 4,
    customers: 3,
    net: 137.5, // 68 + 32 + 25 + 12.50
    refunded: 25,
    positions: 0,
  },
  {
    // 9102: 20 − 8 and 2 × 10; 9103: its shipping stands on both rows.
    file: 'etsy-items.csv',
    profile: 'etsy-items',
    rows: 5,
    setAside: {},
    orders: 3,
    customers: 0,
    net: 85, // 16 + 12 + 20 + 27 + 10
    refunded: 0,
    positions: 5,
  },
  {
    // 02-222 is a row of sums and two of items; the total of 03-333 holds 84.15 that eBay pays, that of 04-444 only its own
    // tax of 2.40; three lines below the table.
    file: 'ebay-orders.csv',
    profile: 'ebay-orders',
    rows: 9,
    setAside: {blank: 2, no_day: 1},
    orders: 4,
    customers: 2,
    net: 1155.99, // (54.98 − 8.99) + (65 − 5) + 1,020 + (32.40 − 2.40)
    refunded: 0,
    positions: 5,
  },
  {
    file: 'ebay-orders-german.csv',
    profile: 'ebay-orders-german',
    rows: 5,
    setAside: {},
    orders: 3,
    customers: 2,
    net: 1001.6807, // ((116.99 − 4.99) + (65 − 5) + 1,020) / 1.19
    refunded: 0,
    positions: 4,
  },
  {
    file: 'ebay-orders-german-older.csv',
    profile: 'ebay-orders-german',
    rows: 5,
    setAside: {},
    orders: 5,
    customers: 3,
    net: 1340, // 20 + 50 + 1,250 + 10 + 10, shipping apart
    refunded: 0,
    positions: 5,
  },
  {
    // A fee and a payout are no sales.
    file: 'ebay-transactions-german.csv',
    profile: 'ebay-transactions',
    rows: 7,
    setAside: {no_sale: 2},
    orders: 3,
    customers: 2,
    net: 50, // (40 − 10) + (59.50 − 59.50) + 20
    refunded: 69.5, // 10 + 59.50
    positions: 5,
  },
  {
    // 1: (23.80 − 3.80) + (11.90 − promotion 2.38 − 1.52); 4: 59.50 − 9.50. No quotes, though titles hold some.
    file: 'amazon-all-orders.txt',
    profile: 'amazon-all-orders',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1, other_currency: 1},
    orders: 2,
    customers: 0,
    net: 78, // 20 + 8 + 50
    refunded: 0,
    positions: 3,
  },
  {
    file: 'amazon-order-report.txt',
    profile: 'amazon-order-report',
    rows: 5,
    setAside: {},
    orders: 4,
    customers: 3,
    net: 120, // (20 + 10) + 50 + 10 + 30
    refunded: 0,
    positions: 5,
  },
  {
    file: 'square-items.csv',
    profile: 'square-items',
    rows: 5,
    setAside: {},
    orders: 3,
    customers: 2,
    net: 1025, // (8 + 6 − 3) + 4 + 1,010
    refunded: 3,
    positions: 5,
  },
  {
    file: 'square-transactions.csv',
    profile: 'square-transactions',
    rows: 5,
    setAside: {},
    orders: 4,
    customers: 2,
    net: 1035, // (14 − 7) + 4 + 1,010 + 14; tips are no revenue
    refunded: 7,
    positions: 0,
  },
  {
    file: 'stripe-payments.csv',
    profile: 'stripe-payments',
    rows: 6,
    setAside: {cancelled: 1, unpaid: 1, test: 1},
    orders: 3,
    customers: 4,
    net: 489.5, // 399 + (40 − 10) + 60.50
    refunded: 10,
    positions: 0,
  },
  {
    file: 'stripe-payments-older.csv',
    profile: 'stripe-payments',
    rows: 6,
    setAside: {cancelled: 1, test: 1},
    orders: 4,
    customers: 4,
    net: 128, // 49 + (40 − 10) + (20 − 20) + 49
    refunded: 30,
    positions: 0,
  },
  {
    // A withdrawal, a conversion and a purchase of the owner's are no sales; the refund is a row of its own.
    file: 'paypal-activity.csv',
    profile: 'paypal-activity',
    rows: 8,
    setAside: {no_sale: 3, unpaid: 1},
    orders: 3,
    customers: 3,
    net: 1120, // (66 − shipping 6) + (40 − 10) + 1,030
    refunded: 10,
    positions: 0,
  },
  {
    file: 'paypal-activity-german.csv',
    profile: 'paypal-activity-german',
    rows: 8,
    setAside: {no_sale: 3, unpaid: 1},
    orders: 3,
    customers: 3,
    net: 1070, // (1,054.90 − 4.90) + (40 − 40) + 20
    refunded: 40,
    positions: 0,
  },
  {
    // R1 is a sale, two lines and a payment; R3 is a return, R4 voided.
    file: 'lightspeed-sales.csv',
    profile: 'lightspeed-sales',
    rows: 11,
    setAside: {no_sale: 1, cancelled: 1},
    orders: 3,
    customers: 2,
    net: 75, // 50 + 20 − 10 + 15
    refunded: 10,
    positions: 5,
  },
  {
    // The second row of an order is blank but for its line; 50 less 10 %; a quotation is no order.
    file: 'odoo-orders.csv',
    profile: 'odoo-orders',
    rows: 7,
    setAside: {cancelled: 2, unpaid: 1},
    orders: 3,
    customers: 2,
    net: 125, // (2 × 10 + 45) + 5 × 10 + 10
    refunded: 0,
    positions: 4,
  },
  {
    // The same shop with labels; the last row of S00015 is a note without a product.
    file: 'odoo-orders-labelled.csv',
    profile: 'odoo-orders-labelled',
    rows: 8,
    setAside: {cancelled: 2, unpaid: 1},
    orders: 3,
    customers: 2,
    net: 125, // 65 + 50 + 10
    refunded: 0,
    positions: 4,
  },
  {
    // p3 is refunded in full, p4 a free trial, p5 only authorised; the last row is a total.
    file: 'gumroad-sales.csv',
    profile: 'gumroad-sales',
    rows: 7,
    setAside: {zero_value: 1, no_sale: 1, total_row: 1},
    orders: 4,
    customers: 3,
    net: 77.5, // 50 + (20 − 5) + 0 + 12.50
    refunded: 35, // 5 + 30
    positions: 4,
  },
  {
    file: 'plentymarkets-orders.csv',
    profile: 'plentymarkets-orders',
    rows: 5,
    setAside: {zero_value: 1},
    orders: 4,
    customers: 3,
    net: 1170, // 100 + 1,000 + 50 + 20
    refunded: 0,
    positions: 0,
  },
  {
    file: 'emarsys-sales.csv',
    profile: 'emarsys-sales',
    rows: 5,
    setAside: {},
    orders: 3,
    customers: 2,
    net: 150, // (20 + 30) + 100 − 10 + 10
    refunded: 10,
    positions: 5,
  },
  {
    // 1001 says 54.90 on both of its rows.
    file: 'custobar-sales.csv',
    profile: 'custobar-sales',
    rows: 5,
    setAside: {cancelled: 1},
    orders: 3,
    customers: 2,
    net: 160, // (54.90 − 4.90) + 100 + 10
    refunded: 0,
    positions: 4,
  },
];

export const contactFixtures: readonly ContactsFixture[] = [
  {file: 'shopify-customers.csv', profile: 'shopify-customers', rows: 5, persons: 4, consenting: 2},
  {
    file: 'woocommerce-analytics-customers.csv',
    profile: 'woocommerce-analytics-customers',
    rows: 5,
    persons: 4,
    consenting: 0,
  },
  {file: 'shopware5-customers.csv', profile: 'shopware5-customers', rows: 5, persons: 5, consenting: 2},
  {file: 'shopware5-newsletter.csv', profile: 'shopware5-newsletter', rows: 5, persons: 4, consenting: 4},
  {file: 'shopware6-customers.csv', profile: 'shopware6-customers', rows: 5, persons: 5, consenting: 0},
  {file: 'shopware6-newsletter.csv', profile: 'shopware6-newsletter', rows: 5, persons: 5, consenting: 3},
  {file: 'magento-customers.csv', profile: 'magento-customers', rows: 6, persons: 5, consenting: 0},
  {file: 'prestashop-customers.csv', profile: 'prestashop-customers', rows: 5, persons: 5, consenting: 2},
  {file: 'custobar-customers.csv', profile: 'custobar-customers', rows: 5, persons: 4, consenting: 2},
  {file: 'klaviyo-list.csv', profile: 'klaviyo-list', rows: 5, persons: 4, consenting: 2},
  {file: 'mailchimp-subscribed.csv', profile: 'mailchimp-audience', rows: 5, persons: 5, consenting: 5},
  {file: 'mailchimp-unsubscribed.csv', profile: 'mailchimp-audience', rows: 5, persons: 5, consenting: 0},
];

/** Where the headers of each layout are known from, in a few words. */
export const knownFrom: Readonly<Record<string, string>> = {
  'shopify-orders': 'importers; columns before and after 2023',
  'shopify-customers': 'importers; older and newer',
  'woocommerce-analytics-orders': 'vendor’s source; English labels',
  'woocommerce-analytics-customers': 'vendor’s source; English labels',
  'woocommerce-advanced-order-export': 'importers; columns are chosen',
  'woocommerce-order-csv': 'a description; columns are chosen',
  'woocommerce-order-export-import': 'vendor’s source; columns are chosen',
  'shopware5-orders': 'vendor’s source',
  'shopware5-main-orders': 'vendor’s source',
  'shopware5-customers': 'vendor’s source',
  'shopware5-newsletter': 'vendor’s source',
  'shopware6-orders': 'vendor’s source; default profile',
  'shopware6-customers': 'vendor’s source; default profile',
  'shopware6-newsletter': 'vendor’s source; default profile',
  'jtl-orders': 'descriptions; columns are chosen',
  'magento-orders': 'importers; English labels',
  'magento-customers': 'vendor’s source',
  'prestashop-orders': 'importers; English labels',
  'prestashop-sql': 'names of the database',
  'prestashop-customers': 'vendor’s source',
  'bigcommerce-orders': 'importers',
  'squarespace-orders': 'importers',
  'wix-orders': 'importers; English labels',
  'etsy-orders': 'importers',
  'etsy-items': 'importers; older and newer',
  'ebay-orders': 'importers; US and UK',
  'ebay-orders-german': 'importers; 2025 and older',
  'ebay-transactions': 'importers; German and English',
  'amazon-all-orders': 'vendor’s documentation; 29 or 32 columns',
  'amazon-order-report': 'vendor’s documentation',
  'square-items': 'importers',
  'square-transactions': 'importers',
  'stripe-payments': 'importers; older and unified',
  'paypal-activity': 'importers',
  'paypal-activity-german': 'importers; Typ or Beschreibung',
  'lightspeed-sales': 'a description',
  'odoo-orders': 'importers; technical names',
  'odoo-orders-labelled': 'importers, vendor’s translation; English, German',
  'gumroad-sales': 'vendor’s source',
  'plentymarkets-orders': 'documentation; columns are chosen',
  'emarsys-sales': 'documentation',
  'custobar-sales': 'documentation',
  'custobar-customers': 'documentation',
  'klaviyo-list': 'importers',
  'mailchimp-audience': 'importers',
};
