import {readFileSync} from 'node:fs';
import type {Locator, Page} from 'playwright';
import {describe, expect, test} from 'vitest';
import {isoFromDay} from '../../src/lib/dates';
import {cellsShown, choose, csv, openSample, visit} from '../helpers/site';

interface Order {
  readonly day: number;
  readonly customer: string;
  readonly cents: number;
  readonly country: string;
}

const FIRST = 19_358; // 2023-01-01
const COUNTRIES = ['DE', 'DE', 'DE', 'AT', 'CH'];

/** Orders of some customers over two years; the same numbers give the same shop. */
function ordersOf(customers: number, orders: number): readonly Order[] {
  let state = 7;
  const below = (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * limit);
  };
  return Array.from({length: orders}, () => {
    const number = Math.floor((below(customers) * below(customers)) / customers);
    return {
      day: FIRST + below(730),
      customer: `K${number}`,
      cents: 500 + below(9000),
      country: COUNTRIES[number % COUNTRIES.length]!,
    };
  }).sort((one, other) => one.day - other.day);
}

function fileOf(orders: readonly Order[], name = 'orders.csv') {
  const lines = orders.map(
    ({day, customer, cents, country}, at) =>
      `${at + 1};${isoFromDay(day)};${customer};${customer.toLowerCase()}@x.de;Person ${customer};${(cents / 100).toFixed(2).replace('.', ',')};${country}`,
  );
  return csv(
    `Bestellnummer;Bestelldatum;Kundennummer;E-Mail;Name;Gesamtbetrag;Land\n${lines.join('\n')}\n`,
    name,
  );
}

interface Person {
  readonly customer: string;
  readonly purchases: number;
  readonly cents: number;
  readonly lastDay: number;
  readonly countries: ReadonlySet<string>;
}

/** The customers of some orders, counted here and not by the product. */
function peopleOf(orders: readonly Order[]): readonly Person[] {
  const ownOf = new Map<string, Order[]>();
  for (const order of orders) ownOf.set(order.customer, [...(ownOf.get(order.customer) ?? []), order]);
  return [...ownOf].map(([customer, own]) => ({
    customer,
    purchases: new Set(own.map(({day}) => day)).size,
    cents: own.reduce((sum, {cents}) => sum + cents, 0),
    lastDay: Math.max(...own.map(({day}) => day)),
    countries: new Set(own.map(({country}) => country)),
  }));
}

const centsOf = (people: readonly Person[]) => people.reduce((sum, {cents}) => sum + cents, 0);
const count = (value: number) => value.toLocaleString('en-GB');
const money = (cents: number) =>
  (cents / 100).toLocaleString('en-GB', {
    minimumFractionDigits: cents < 100_000 ? 2 : 0,
    maximumFractionDigits: cents < 100_000 ? 2 : 0,
  });
const overview = (page: Page) => page.locator('[data-analysis=overview] .takeaway');
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', {name});
const undo = (page: Page) => page.getByRole('button', {name: 'Undo', exact: true}).click();

async function openAudiences(page: Page): Promise<Locator> {
  await page.getByRole('button', {name: /^Audiences/}).click();
  const list = dialogOf(page, 'Audiences');
  await list.waitFor();
  return list;
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
}

async function fill(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.blur();
}

/** Waits until the editor has counted some people, and saves them. */
async function save(page: Page, people: readonly Person[]): Promise<void> {
  await page
    .getByRole('button', {name: `Save the audience of ${count(people.length)}`, exact: true})
    .waitFor();
  const measured = await page.locator('form.audience .measured').textContent();
  expect(measured).toContain(`${count(people.length)} customer`);
  expect(measured).toContain(`${money(centsOf(people))} revenue`);
  await page.getByRole('button', {name: /^Save the audience of/}).click();
  await dialogOf(page, 'Audiences').waitFor();
}

async function saved(page: Page, button: Locator): Promise<string[][]> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

describe('an audience', () => {
  const orders = ordersOf(120, 900);
  const people = peopleOf(orders);
  const lastDay = Math.max(...orders.map(({day}) => day));
  const isRegular = ({purchases, countries, cents, lastDay: day}: Person, asOf = lastDay) =>
    purchases >= 2 && !countries.has('AT') && (cents >= 20_000 || asOf - day <= 60);

  test('from rules has the size and the revenue that are counted apart from the product, and is kept, changed and asked anew', async () => {
    const {page} = await visit();
    await choose(page, fileOf(orders));
    await cellsShown(page);

    // Several conditions, one of them an exclusion, and a group of two of which one must hold.
    let list = await openAudiences(page);
    await list.getByRole('button', {name: 'New audience'}).click();
    const editor = dialogOf(page, 'Make an audience');
    await fill(editor.getByLabel('from', {exact: true}), '2');
    await editor.getByLabel('Add a condition').selectOption('bought:country');
    const country = editor.locator('.rule').nth(1);
    await country.getByLabel('With or without').selectOption('not');
    // The list of people below moves what is clicked until it is there.
    await editor.locator('tbody tr').first().waitFor();
    await country.getByRole('button', {name: /^Choose/}).click();
    await country.getByRole('checkbox', {name: /^AT/}).check();
    await country.getByRole('button', {name: 'Done'}).click();
    // What cannot be read is no rule, and no wish for all days either.
    await fill(country.getByLabel('in the last'), '90');
    await editor.locator('.spoken', {hasText: 'in the last 90 days'}).waitFor();
    await fill(country.getByLabel('in the last'), 'lately');
    await country.getByText('Not a number of days').waitFor();
    expect(await editor.locator('.spoken').textContent()).toContain('in the last 90 days');
    await fill(country.getByLabel('in the last'), '');
    await country.getByText('Not a number of days').waitFor({state: 'detached'});
    await editor.getByLabel('Add a condition').selectOption('group');
    const group = editor.locator('fieldset.inner');
    await group.getByLabel('Add a condition').selectOption('range:revenue');
    await fill(group.getByLabel('from', {exact: true}), '200');
    await group.getByLabel('Add a condition').selectOption('range:recency_days');
    await fill(group.getByLabel('from', {exact: true}).nth(1), '');
    await fill(group.getByLabel('to', {exact: true}).nth(1), '60');
    await editor.getByLabel('Name').fill('Regulars');
    const regulars = people.filter((person) => isRegular(person));
    expect(regulars.length).toBeGreaterThan(20);
    expect(regulars.length).toBeLessThan(people.length);
    await save(page, regulars);

    // Another one, then both together under a name of its own.
    list = dialogOf(page, 'Audiences');
    await list.getByRole('button', {name: 'New audience'}).click();
    await fill(editor.getByLabel('from', {exact: true}), '8');
    // Its name is its own, also where only a capital letter differs.
    await editor.getByLabel('Name').fill('regulars');
    await editor.getByRole('button', {name: /^Save the audience of/}).click();
    await editor.getByText('There is an audience “Regulars” already.').waitFor();
    await editor.getByLabel('Name').fill('Often');
    await save(
      page,
      people.filter(({purchases}) => purchases >= 8),
    );
    await list.getByRole('checkbox', {name: 'Often'}).check();
    await list.getByRole('checkbox', {name: 'Regulars'}).check();
    await list.getByRole('button', {name: 'Often without the others'}).click();
    await save(
      page,
      people.filter((person) => person.purchases >= 8 && !isRegular(person)),
    );
    await list.getByRole('button', {name: 'Change Often without Regulars'}).click();
    await dialogOf(page, 'Change the audience').getByLabel('Name').fill('Often abroad');
    await save(
      page,
      people.filter((person) => person.purchases >= 8 && !isRegular(person)),
    );
    await list.getByRole('button', {name: 'Save customers of Often abroad'}).waitFor();
    await leave(page);
    await undo(page);
    list = await openAudiences(page);
    await list.getByRole('button', {name: 'Save customers of Often without Regulars'}).waitFor();

    // Its customers as a file: what was chosen, and names only where they were.
    await list.getByRole('button', {name: 'Save customers of Regulars'}).click();
    const file = dialogOf(page, 'Save “Regulars” as CSV');
    await file.getByText('The file will hold no names').waitFor();
    await file.getByRole('checkbox', {name: 'Last purchase', exact: true}).uncheck();
    const plain = await saved(
      page,
      file.getByRole('button', {name: `Save ${regulars.length} customers`, exact: true}),
    );
    expect(plain[0]).toEqual(['customer_id', 'purchases', 'revenue']);
    expect(
      new Map(
        plain.slice(1).map(([customer, purchases, revenue]) => [customer, `${purchases} ${Number(revenue)}`]),
      ),
    ).toEqual(
      new Map(regulars.map(({customer, purchases, cents}) => [customer, `${purchases} ${cents / 100}`])),
    );
    expect(plain.flat().join()).not.toMatch(/@|Person/);
    await list.getByRole('button', {name: 'Save customers of Regulars'}).click();
    await file.getByRole('checkbox', {name: 'E-mail'}).check();
    await file.getByText(/personal data: E-mail of \d+ people/).waitFor();
    const named = await saved(page, file.getByRole('button', {name: /^Save \d+ customers with E-mail/}));
    expect(named[0]).toContain('email');
    expect(named.slice(1).every((line) => line.some((value) => value.endsWith('@x.de')))).toBe(true);

    // As the filter of the notebook: its customers with all their orders.
    const inAll = await overview(page).textContent();
    await list
      .getByRole('listitem')
      .filter({hasText: /^\s*Regulars/})
      .getByRole('button', {name: 'Filter the notebook by it'})
      .click();
    await leave(page);
    await expect
      .poll(() => overview(page).textContent())
      .toContain(`${count(regulars.length)} customers placed`);
    expect(await overview(page).textContent()).toContain(`worth ${money(centsOf(regulars))}`);
    await page.getByRole('button', {name: '+ Filter'}).click();
    await page.getByRole('button', {name: /^Country/}).click();
    await page.getByRole('checkbox', {name: /^DE/}).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', {name: 'Remove all'}).click();
    await expect.poll(() => overview(page).textContent()).toBe(inAll);
    await undo(page);
    await undo(page);
    await expect
      .poll(() => overview(page).textContent())
      .toContain(`${count(regulars.length)} customers placed`);
    await undo(page);
    await expect.poll(() => overview(page).textContent()).toBe(inAll);

    // There again after a reload, and asked anew of data that were added.
    await page
      .locator('.save-status')
      .getByText(/^Saved/)
      .waitFor();
    await page.reload();
    await cellsShown(page);
    const later = ordersOf(200, 300).map((order) => ({...order, day: order.day + 500}));
    await choose(page, fileOf(later, 'later.csv'));
    await dialogOf(page, /^Check what/)
      .getByLabel('Open in their place')
      .check();
    await dialogOf(page, /^Check what/)
      .getByRole('button', {name: 'Read with this mapping'})
      .click();
    await page.getByRole('dialog').waitFor({state: 'detached'});
    await cellsShown(page);
    const others = peopleOf(later);
    const newest = Math.max(...others.map((person) => person.lastDay));
    const now = others.filter((person) => isRegular(person, newest));
    list = await openAudiences(page);
    await list
      .getByRole('listitem')
      .filter({hasText: /^\s*Regulars/})
      .getByText(`${count(now.length)} customer`)
      .waitFor();
    expect(now.length).not.toBe(regulars.length);
  });

  test('from a segment holds its customers; one of them has a page, masked until shown; marks follow what is chosen', async () => {
    const {page} = await visit();
    await choose(page, fileOf(orders));
    await cellsShown(page);
    const rfm = page.locator('[data-analysis=rfm]');
    const bar = rfm.locator('.bars button').first();
    const size = /\d+/.exec((await bar.locator('.value').first().textContent())!)![0];
    await bar.click();
    await page.getByRole('button', {name: `Make an audience of ${size} customers`}).click();
    await page.getByRole('button', {name: `Save the audience of ${size}`, exact: true}).click();
    await dialogOf(page, 'Audiences').getByRole('listitem').getByText(`${size} customers`).waitFor();
    await leave(page);
    await undo(page);
    await page.getByRole('button', {name: 'Audiences', exact: true}).waitFor();

    await bar.click();
    const row = page.locator('dialog tbody tr').first();
    const code = (await row.getByRole('button').textContent())!;
    expect(code).toMatch(/^Customer [0-9A-F]{6}$/);
    await row.getByRole('button').click();
    const own = dialogOf(page, code);
    await own.locator('.time-line circle').first().waitFor();
    expect(await own.textContent()).not.toMatch(/@x\.de|Person K/);
    const shown = await own.locator('.time-line circle').count();
    expect(await own.locator('.story li:not(.silence)').count()).toBe(shown);
    await own.getByLabel(/Show who this is/).click();
    const named = dialogOf(page, /^Person K\d+ · k\d+@x\.de · K\d+$/);
    await named.waitFor();
    const customer = /K\d+$/.exec((await named.getByRole('heading', {level: 2}).textContent())!)![0];
    expect(shown).toBe(orders.filter((order) => order.customer === customer).length);
    await page.keyboard.press('Escape');
    await named.waitFor({state: 'detached'});
    await leave(page);

    const cells = rfm.locator('.heat td button');
    await cells.nth(0).click({modifiers: ['Shift']});
    await cells.nth(2).click({modifiers: ['Shift']});
    const pressed = () =>
      cells.evaluateAll((all) =>
        all.flatMap((one, at) => (one.getAttribute('aria-pressed') === 'true' ? [at] : [])),
      );
    await expect.poll(pressed).toEqual([0, 2]);
    await page.setViewportSize({width: 700, height: 900});
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Deutsch');
    await page.keyboard.press('Enter');
    await rfm.getByText('Kunden zeigen').waitFor();
    await expect.poll(pressed).toEqual([0, 2]);
    await cells.nth(0).click({modifiers: ['Shift']});
    await expect.poll(pressed).toEqual([2]);
  });
});

test('moving through the history shows what the as-of date shows; an earlier day stands beside it; each can be taken back', async () => {
  const {page} = await visit();
  await openSample(page);
  const today = await overview(page).textContent();
  const slider = page.getByRole('slider', {name: 'Move through the history'});
  const field = page.getByLabel('As-of date');
  await slider.focus();
  for (let month = 0; month < 5; month++) await page.keyboard.press('PageDown');
  await expect.poll(() => overview(page).textContent()).not.toBe(today);
  await cellsShown(page);
  const day = await field.inputValue();
  const moved = await page.locator('article.cell .takeaway').allTextContents();
  await undo(page);
  await expect.poll(() => overview(page).textContent()).toBe(today);
  await fill(field, day);
  await expect.poll(() => overview(page).textContent()).toBe(moved[0]);
  await cellsShown(page);
  expect(await page.locator('article.cell .takeaway').allTextContents()).toEqual(moved);
  await undo(page);
  await expect.poll(() => overview(page).textContent()).toBe(today);

  await page.getByRole('button', {name: '+ Compare'}).click();
  await fill(page.getByLabel('Compared with:'), day);
  const then = page.locator('[data-analysis=overview] .then');
  await expect.poll(() => then.textContent()).toContain(moved[0]!.trim());
  expect(await overview(page).textContent()).toBe(today);
  await undo(page);
  await undo(page);
  await then.waitFor({state: 'detached'});
});

test('what cannot be loaded because the host is gone is said in the place of the dialog that was asked for', async () => {
  // What is kept for work without a network would be there.
  const {page} = await visit();
  await choose(page, fileOf(ordersOf(20, 60)));
  await cellsShown(page);
  await page.route('**/*', (route) => route.abort());
  await page.locator('#overview').getByRole('button', {name: 'Export'}).click();
  await page.locator('#overview').getByRole('alert').getByText('Check the connection').waitFor();
  await page.getByRole('button', {name: /^Audiences/}).click();
  const instead = dialogOf(page, 'Not loaded');
  await instead.waitFor();
  expect(await instead.textContent()).toContain('Check the connection');
  await leave(page);
});
