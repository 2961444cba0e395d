import {reasonWords} from '../../src/text/reasons';
import {readdirSync, readFileSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Profile} from '../../src/imports/define';
import {headerSet} from '../../src/imports/headers';
import {profiles, refusals} from '../../src/imports';
import {isoFromDay} from '../../src/lib/dates';
import {problemText} from '../../src/text/problems';
import {hasSharedData, sharedFile} from '../helpers/data';
import {createShop, fileOf, type Shop} from '../helpers/service';
import {contactFixtures, orderFixtures} from './systems';

const folder = resolve(import.meta.dirname, '../fixtures/exports');
const fixture = (path: string) => new File([readFileSync(resolve(folder, path))], basename(path));

let shop: Shop;
beforeAll(() => (shop = createShop()));

const inspected = (file: File) => shop.service.inspect(0, file, () => undefined);

async function previewOf(file: File) {
  const outcome = await inspected(file);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value[0]!.preview;
}

/** The rows of a canonical table as they are saved. */
async function saved(dataset: string, table: 'customers' | 'order_lines'): Promise<string[]> {
  const outcome = await shop.service.save(1, {kind: 'canonical', dataset, table, as: 'csv'});
  if (!outcome.ok) throw new Error(outcome.code);
  return (await outcome.value.text()).trimEnd().split(/\r?\n/).slice(1);
}

describe('the export of each system', () => {
  test.each([...orderFixtures, ...contactFixtures].map(({file, profile}) => [file, profile] as const))(
    '%s is recognised as itself and no other',
    async (file, id) => {
      const {recipe} = await previewOf(fixture(file));
      expect(recipe.profile).toBe(id);
      const headers = headerSet(recipe.headers);
      const claiming = (profiles as readonly Profile[]).filter(
        (profile) => profile.system !== undefined && profile.recognises(headers),
      );
      expect(claiming.map((profile) => profile.id)).toEqual([id]);
      expect(refusals.filter((refusal) => refusal.recognises(headers))).toEqual([]);
      // The order of columns says nothing.
      const turned = headerSet([...recipe.headers].reverse());
      expect(profiles.find((profile) => profile.recognises(turned))?.id).toBe(id);
    },
  );

  test('has a fixture', () => {
    const named = (profiles as readonly Profile[]).filter(({system}) => system !== undefined);
    const tested = new Set([...orderFixtures, ...contactFixtures].map(({profile}) => profile));
    expect(named.filter(({id}) => !tested.has(id)).map(({id}) => id)).toEqual([]);
  });

  test.each(orderFixtures)('$file adds up to the cent', async (expected) => {
    const {dataset, receipt} = await shop.open([fixture(expected.file)]);
    const {facts} = await shop.run(dataset, 'overview');
    const basis = {withVat: false, withShipping: false, lessRefunds: false};
    const before = await shop.run(dataset, 'overview', {}, {basis});
    const [file] = receipt.files;
    const setAside = Object.fromEntries(file!.setAside.map(({reason, rows}) => [reason, rows]));
    expect({
      rows: file!.rows,
      setAside,
      orders: dataset.orders,
      customers: dataset.customers,
      net: Math.round(Number(facts['revenue']) * 10_000) / 10_000,
      positions: (await saved(dataset.id, 'order_lines')).length,
    }).toEqual({
      rows: expected.rows,
      setAside: expected.setAside,
      orders: expected.orders,
      customers: expected.customers,
      net: expected.net,
      positions: expected.positions,
    });
    expect(file!.used + file!.setAside.reduce((sum, {rows}) => sum + rows, 0)).toBe(file!.rows);
    expect(Number(before.facts['revenue']) - Number(facts['revenue'])).toBeCloseTo(expected.refunded, 4);
    expect(file!.unreadable).toEqual([]);
  });

  test.each(contactFixtures)('$file lists its persons', async ({file, rows, persons, consenting}) => {
    const order = fileOf('order_id,date,email,total\n1,2026-01-05,kundin@example.net,10.00\n');
    const {dataset, receipt} = await shop.open([order, fixture(file)]);
    expect(dataset.leads).toBe(persons);
    // Consent, birthday, and whether a list has her: none of the three holds a comma.
    const flags = (await saved(dataset.id, 'customers')).map((line) => line.split(',').slice(-3));
    expect(flags.filter(([consent]) => consent === 'true')).toHaveLength(consenting);
    expect(flags.filter(([, , listed]) => listed === 'true')).toHaveLength(persons);
    for (const analysis of ['lifecycle', 'signups'] as const)
      expect((await shop.run(dataset, analysis)).facts['leads']).toBe(dataset.leads - dataset.laterLeads);
    const [, list] = receipt.files;
    expect(list!.rows).toBe(rows);
    expect(list!.used + list!.setAside.reduce((sum, entry) => sum + entry.rows, 0)).toBe(rows);
  });

  test('WebToffee’s products have their names, numbers and sums without VAT, whatever stands in a name', async () => {
    const {dataset} = await shop.open([fixture('woocommerce-order-export-import.csv')]);
    const lines = await saved(dataset.id, 'order_lines');
    expect(lines.map((text) => text.replace(/^\d+,/, '')).sort()).toEqual(
      [
        'T-1,Tee,,2,60,',
        ',"Kanne, groß",,1,40,',
        'T-2,"Tee, 2x 100 g",,1,50,',
        'T-1,Tee,,1,50,',
        'T-1,Tee,,1,20,',
      ].sort(),
    );
  });

  test('Odoo’s labels are known in English too, and what a shop orders itself is none of its sales', async () => {
    const header = (customer: string) =>
      `Order Reference,Order Date,${customer},${customer}/Email,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price,Total,Status`;
    const rows = 'S1,2026-01-05 10:00:00,Anna,a@example.com,Tee,1.0,10.00,11.90,Sales Order\n';
    const sales = await previewOf(fileOf(`${header('Customer')}\n${rows}`));
    expect(sales.recipe).toMatchObject({
      profile: 'odoo-orders-labelled',
      columns: {order_id: 'Order Reference', email: 'Customer/Email', unit_net: 'Order Lines/Unit Price'},
    });
    const {recipe} = await previewOf(fileOf(`${header('Vendor')}\n${rows}`));
    expect(recipe.profile).toBe('generic');
  });

  test('Etsy writes the month first, and nobody needs to be asked', async () => {
    const {dataset} = await shop.open([fixture('etsy-orders.csv')]);
    expect([isoFromDay(dataset.firstDay), isoFromDay(dataset.lastDay)]).toEqual(['2026-09-03', '2026-11-02']);
  });

  test('of a system with habits is read as its data say where they contradict', async () => {
    const text = readFileSync(resolve(folder, 'etsy-orders.csv'), 'utf8').replace('11/02/26', '28/02/26');
    const {dataset} = await shop.open([fileOf(text)]);
    expect(isoFromDay(dataset.firstDay)).toBe('2026-02-28');
  });

  test('may lack columns that nobody needs, or have some more', async () => {
    const {recipe} = await previewOf(
      fileOf(
        'Order Number,Email (Billing),Order Date,Order Total Amount,Country Code (Billing),Steuerbüro\n1,a@example.com,2026-01-02 10:11,10,DE,x\n',
      ),
    );
    expect(recipe.profile).toBe('woocommerce-advanced-order-export');
    const shopify = await previewOf(
      fileOf(
        'Lineitem name,Total,Created at,Name,Email\nTee,10.00,2026-01-02 10:11:00 +0100,#1,a@example.com\n',
      ),
    );
    expect(shopify.recipe.profile).toBe('shopify-orders');
  });

  test('without a customer key says so and what to export instead, in both languages', async () => {
    for (const file of [
      'woocommerce-analytics-orders.csv',
      'prestashop-orders.csv',
      'etsy-items.csv',
      'amazon-all-orders.txt',
    ]) {
      const {notes, recipe, required} = await previewOf(fixture(file));
      expect(Object.keys(recipe.columns)).not.toContain('customer_id');
      expect(required.flat()).not.toContain('customer_id');
      expect(notes.some(({en}) => en.includes('anonymous revenue'))).toBe(true);
      expect(notes.some(({de}) => de.includes('anonymer Umsatz'))).toBe(true);
    }
  });

  test('may name what concerns the order on its first row only', async () => {
    const [header, first, second, ...others] = readFileSync(
      resolve(folder, 'woocommerce-advanced-order-export.csv'),
      'utf8',
    ).split('\n');
    // Up to the article number a row is its order's.
    const bare = `1001${','.repeat(29)}${second!.slice(second!.indexOf('K-1'))}`;
    const {dataset} = await shop.open([fileOf([header, first, bare, ...others].join('\n'))]);
    expect((await shop.run(dataset, 'overview')).facts).toMatchObject({revenue: 90, orders: 3});
  });

  test('brings what it lacks into the receipt', async () => {
    const {receipt} = await shop.open([fixture('amazon-all-orders.txt')]);
    expect(receipt.files[0]!.anonymous).toBe(3);
    expect(receipt.files[0]!.lacks[0]!.de).toContain('Für Kunden nehmen Sie');
  });

  test('names products in one cell, and those are taken apart', async () => {
    const {dataset} = await shop.open([fixture('woocommerce-analytics-orders.csv')]);
    const lines = (await saved(dataset.id, 'order_lines')).map((line) => line.replace(/^\d+,/, ''));
    expect(lines.sort()).toEqual([
      ',"Postkarte, A6",,1,,',
      ',"Tasse, weiß",,2,,',
      ',Füllfederhalter,,1,,',
      ',Löffel,,1,,',
    ]);
  });
});

describe('a file that is neither orders nor persons', () => {
  test.each(refusals.map((refusal) => [refusal.id, refusal] as const))(
    '%s is refused by name, with advice',
    async (id, {name, instead}) => {
      const outcome = await inspected(fixture(`refused/${id}.csv`));
      if (outcome.ok) throw new Error('taken');
      const {en, de} = problemText(outcome);
      expect(en).toBe(`“${id}.csv” is ${name.en}, not a list of orders or customers. ${instead.en}`);
      expect(de).toBe(`„${id}.csv“ ist ${name.de}, keine Liste von Bestellungen oder Kunden. ${instead.de}`);
    },
  );
});

test('no file of the fixtures is left untested', () => {
  const named = new Set([...orderFixtures, ...contactFixtures].map(({file}) => file));
  expect(readdirSync(folder).filter((file) => file !== 'refused' && !named.has(file))).toEqual([]);
});

describe('passwords, tokens and means of payment', () => {
  const secrets = [
    'password',
    'encoder',
    'password_hash',
    'rp_token',
    'Passwort *',
    'Card Last4',
    'PAN Suffix',
    'IBAN',
    'License Key',
  ];

  test('are not offered, not shown and not mapped', async () => {
    const header = ['order_id', 'date', 'email', 'total', ...secrets].join(',');
    const preview = await previewOf(
      fileOf(`${header}\n1,2026-01-05,a@example.com,10,${secrets.map(() => 'geheim').join(',')}\n`),
    );
    expect(preview.withheld).toEqual(secrets);
    expect(JSON.stringify(preview.rows)).not.toContain('geheim');
    for (const column of Object.values(preview.recipe.columns)) expect(secrets).not.toContain(column);
  });

  test('are not read even where a recipe maps them', async () => {
    const {dataset} = await shop.open(
      [fileOf('order_id,date,email,total,password\n1,2026-01-05,a@example.com,10,geheim\n')],
      (recipe) => ({...recipe, columns: {...recipe.columns, coupon: 'password', name: 'password'}}),
    );
    const saving = await Promise.all(
      (['customers', 'orders', 'order_lines'] as const).map((table) =>
        shop.service.save(1, {kind: 'canonical', dataset: dataset.id, table, as: 'csv'}),
      ),
    );
    for (const outcome of saving) {
      if (!outcome.ok) throw new Error(outcome.code);
      expect(await outcome.value.text()).not.toContain('geheim');
    }
  });

  test('are empty in the list of rows set aside', async () => {
    const {dataset} = await shop.open([
      fileOf(
        'order_id,date,email,total,password\n1,2026-01-05,a@example.com,10,x\n2,,b@example.com,10,geheim\n',
      ),
    ]);
    const outcome = await shop.service.save(1, {
      kind: 'set-aside',
      dataset: dataset.id,
      source: 0,
      words: reasonWords('en'),
      separator: ',',
    });
    if (!outcome.ok) throw new Error(outcome.code);
    const text = await outcome.value.text();
    expect(text).toContain('b@example.com');
    expect(text).not.toContain('geheim');
  });
});

describe.skipIf(!hasSharedData)('real and constructed exports (needs the shared data)', () => {
  test.each([
    ['woocommerce/constructed_wc_analytics_orders.csv', 'woocommerce-analytics-orders'],
    ['woocommerce/constructed_wc_analytics_customers.csv', 'woocommerce-analytics-customers'],
    ['woocommerce/constructed_advanced_order_export.csv', 'woocommerce-advanced-order-export'],
    ['shopify/customers_export_metafields.csv', 'shopify-customers'],
    ['shopify/orders_export_1.csv', 'shopify-orders'],
    ['shopify/ltv-cohort-kit_shopify_orders_fixture.csv', 'shopify-orders'],
    ['klaviyo/constructed_list_export.csv', 'klaviyo-list'],
    ['paypal/paypal_de_activity.csv', 'paypal-activity-german'],
    ['paypal/paypal_en_activity.csv', 'paypal-activity'],
    ['shopware6/constructed_default_orders.csv', 'shopware6-orders'],
    ['magento2/customers_to_import.csv', 'magento-customers'],
    ['magento2/constructed_sales_order_grid.csv', 'magento-orders'],
    ['etsy/EtsySoldOrders2026-9.csv', 'etsy-orders'],
    ['etsy/EtsySoldOrderItems2026-9.csv', 'etsy-items'],
    ['etsy/EtsySoldOrderItems2026.csv', 'etsy-items'],
    ['shopware5/order_profile.csv', 'shopware5-orders'],
    ['shopware5/export_orders.csv', 'shopware5-orders'],
    ['shopware5/OrderImport.csv', 'shopware5-orders'],
    ['shopware5/MainOrderImport.csv', 'shopware5-main-orders'],
    ['shopware5/CustomerImport.csv', 'shopware5-customers'],
    ['shopware5/customers_profile.csv', 'shopware5-customers'],
    ['shopware5/NewsletterRecipientImport.csv', 'shopware5-newsletter'],
    ['shopware5/newsletter_profile.csv', 'shopware5-newsletter'],
  ])('%s is known as %s', async (path, id) => {
    expect((await previewOf(sharedFile(`exports/${path}`))).recipe.profile).toBe(id);
  });

  test('a statement of Etsy is refused', async () => {
    expect(await inspected(sharedFile('exports/etsy/etsy_statement_2026_9.csv'))).toMatchObject({
      ok: false,
      code: 'file-not-orders',
    });
  });

  test('Shopware 5: five orders, the abandoned ones aside, lines with their order counted once', async () => {
    const {dataset, receipt} = await shop.open([sharedFile('exports/shopware5/export_orders.csv')]);
    const {facts} = await shop.run(dataset, 'overview');
    // 15: 839.13 and 57: 169.63; 52 and 54 were abandoned.
    expect(facts['revenue']).toBeCloseTo(1008.76, 4);
    expect(receipt.files[0]!.setAside.map(({reason}) => reason)).toEqual(['cancelled']);
  });
});
