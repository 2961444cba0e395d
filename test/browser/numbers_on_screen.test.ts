import type {Component} from 'svelte';
import {page} from 'vitest/browser';
import {beforeAll, describe, expect, test} from 'vitest';
import {analyses} from '../../src/analyses';
import {dayFromIso as day} from '../../src/lib/dates';
import type {Face} from '../../src/analyses/define';
import type {Result, RunRequest} from '../../src/analyses/request';
import CustomerDialog from '../../src/app/audience/CustomerDialog.svelte';
import SizeWords from '../../src/app/audience/SizeWords.svelte';
import type {App} from '../../src/app/context';
import ValueChooser from '../../src/app/filter/ValueChooser.svelte';
import FileReceipt from '../../src/app/import/FileReceipt.svelte';
import Attempts from '../../src/app/proof/Attempts.svelte';
import Then from '../../src/app/result/Then.svelte';
import {Desk} from '../../src/app/state/desk.svelte';
import {DocumentState} from '../../src/app/state/document.svelte';
import {Faces} from '../../src/app/state/faces.svelte';
import {Runs} from '../../src/app/state/runs.svelte';
import {Settings} from '../../src/app/state/settings.svelte';
import type {Dataset} from '../../src/model/dataset';
import {addCell} from '../../src/notebook/edits';
import {emptyNotebook, newCell} from '../../src/notebook/templates';
import type {Answer} from '../../src/proof/attempt';
import {anywhere, onPage, statements} from '../../src/proof/ways';
import type {Language} from '../../src/text/language';
import type {FileReceipt as Receipt, Person, Values} from '../../src/worker/api';
import type {Client} from '../../src/worker/client';
import {withinApp} from '../helpers/within_app';

beforeAll(async () => void (await analyses.churn.face()));

/** A part of the page alone; what it says, with every kind of space as one. */
function shown<Props extends object>(
  part: Component<Props>,
  props: (settings: Settings) => Props,
  language: Language = 'de',
  app: Partial<App> = {},
): () => string {
  const settings = new Settings();
  settings.language = language;
  withinApp({settings, ...app}, (anchor) => part(anchor as never, props(settings)));
  return () => document.body.textContent.replaceAll(/\s+/g, ' ').trim();
}

describe('the sentence on how large an audience is', () => {
  const size = {people: 8, buyers: 5, revenue: 15_000, withEmail: 7, allBuyers: 40, allRevenue: 60_000};

  test('names buyers, their share, their revenue and its share, contacts and addresses, each its own', async () => {
    const text = shown(SizeWords, (settings) => ({size, format: settings.format('EUR')}));
    // 5 of 40 buyers; 15,000 of 60,000 €; 8 people less 5 buyers.
    await expect
      .poll(text)
      .toBe(
        '5 Kunden (12,5 % aller), 15.000 € Umsatz (25,0 %), dazu 3 Kontakte, die nie gekauft haben. 7 haben eine E-Mail-Adresse.',
      );
  });

  test('has no share of nothing, and no contacts where there are none', async () => {
    const nobody = {...size, people: 1, buyers: 1, revenue: 30, allBuyers: 3, allRevenue: 0, withEmail: 0};
    const text = shown(SizeWords, (settings) => ({size: nobody, format: settings.format('EUR')}), 'en');
    await expect
      .poll(text)
      .toMatch(/^1 customer \(33\.3% of all\), €30(\.00)? revenue \(–\)\. 0 have an e-mail address\.$/);
  });
});

test('what a cell said on an earlier day is asked of that day, and said beside it', async () => {
  const then = day('2026-03-31');
  const dataset = {
    id: 'shop',
    currency: 'EUR',
    lastDay: day('2026-11-14'),
    countries: [],
    channels: [],
    attributes: [],
  } as unknown as Dataset;
  const faces = new Faces();
  const run = async ({scope}: RunRequest): Promise<Result> => ({
    tables: {},
    facts: {threshold: scope.asOf === then ? 61 : scope.asOf === dataset.lastDay ? 47 : -1},
    suggested: {},
    handle: '',
    done: null,
    statements: [],
  });
  const runs = new Runs({run} as unknown as Client, faces);
  const notebook = {
    ...addCell(newCell('churn', 'churn')).apply(emptyNotebook('', 'shop')),
    comparedTo: then,
  };
  await expect
    .poll(() => {
      runs.update(notebook, dataset);
      return runs.earlier('churn')?.result?.facts['threshold'];
    })
    .toBe(61);
  await expect.poll(() => runs.cells.get('churn')?.result?.facts['threshold']).toBe(47);
  const said = ({threshold}: Result['facts']) => [`**${threshold}** days`];
  const face = {
    texts: {takeaways: (facts: Result['facts']) => ({en: said(facts), de: said(facts)})},
  } as unknown as Face;
  const text = shown(Then, (settings) => ({
    day: then,
    face,
    run: runs.earlier('churn'),
    params: {},
    format: settings.format('EUR'),
  }));
  await expect.poll(text).toMatch(/^Am 31\.3\.2026 61 days/);
});

test('the proof says of each place how many ways out were stopped, of those that were tried there', async () => {
  const attempts = (answers: readonly Answer['kind'][], of: number) =>
    Array.from({length: of}, (_, at) => ({
      title: {en: 'a way', de: 'ein Weg'},
      answer: {kind: answers[at] ?? 'absent', by: 'a rule', message: 'no'} as Answer,
    }));
  const [here, there] = [anywhere.length + onPage.length, anywhere.length];
  const done = [
    ...attempts(['left', 'refused', 'left', 'failed', 'silent'], here),
    ...attempts(['left'], there),
    ...attempts([], statements.length),
  ];
  const text = shown(Attempts, () => ({attempts: done, report: () => undefined}), 'en');
  await expect.poll(text).toContain(`From this page: ${here - 2} of ${here} stopped`);
  expect(text()).toContain(`From the worker that reads your files: ${there - 1} of ${there} stopped`);
  expect(text()).toContain(`From the database, by SQL: ${statements.length} of ${statements.length} stopped`);
});

test('the receipt of a file shows what became of its rows, with each number in its column', async () => {
  const receipt: Receipt = {
    file: 'orders.csv',
    layout: {en: 'a list of orders', de: 'eine Liste von Bestellungen'},
    lacks: [],
    target: 'orders',
    rows: 1234,
    used: 1200,
    refunds: 11,
    anonymous: 22,
    sales: {orders: 987, customers: 654, revenue: 43_210.5},
    setAside: [
      {
        reason: 'no_day',
        rows: 31,
        orders: 29,
        customers: 17,
        revenue: 1234.5,
        examples: [
          {row: 5, order: 'A-7'},
          {row: 1009, order: null},
        ],
      },
      {reason: 'blank', rows: 3, orders: 0, customers: 0, revenue: 0, examples: [{row: 8, order: null}]},
    ],
    doubled: null,
    unreadable: [{field: {en: 'Date', de: 'Datum'}, cells: 31, examples: ['32.1.']}],
    attributes: [],
    verdicts: [],
  };
  const text = shown(FileReceipt, (settings) => ({
    receipt,
    reading: [],
    source: 0,
    dataset: 'shop',
    format: settings.format('EUR'),
  }));
  await expect.poll(text).toContain('1.234 Zeilen gelesen');
  const rows = () =>
    [...document.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
    );
  const columns = [...document.querySelectorAll('thead th')].map((cell) => cell.textContent.trim());
  expect(columns).toEqual(['Was daraus wurde', 'Zeilen', 'Bestellungen', 'Kunden', 'Wert']);
  expect(rows().map(([, ...cells]) => cells)).toEqual([
    ['1.200', '987', '654', '43.210,50 €'],
    ['31', '29', '17', '1.234,50 €'],
    ['3', '–', '–', '–'],
  ]);
  expect(rows()[0]![0]).toContain('davon 11 Zeilen Stornos');
  expect(rows()[0]![0]).toContain('davon 22 Zeilen ohne Kunden');
  expect(rows()[1]![0]).toContain('etwa Zeile 5 (Bestellung A-7), Zeile 1.009');
  expect(text()).toContain('Datum: 31 Zellen nicht lesbar');
  expect(page.getByRole('row').elements()).toHaveLength(4);
});

test('a customer is shown with each of her figures and attributes under its own name', async () => {
  const numbers = (...values: number[]) => Float64Array.from(values);
  const person: Person = {
    facts: {
      rows: 1,
      columns: {
        customer: numbers(7),
        purchases: numbers(3),
        orders: numbers(4),
        revenue: numbers(123.45),
        average_revenue: numbers(41.15),
        first_revenue: numbers(20),
        first_on: numbers(day('2026-01-05')),
        last_on: numbers(day('2026-10-15')),
        recency_days: numbers(30),
        age_days: numbers(313),
        country: ['AT'],
      },
    },
    attributes: {rows: 2, columns: {name: ['Gruppe', 'Punkte'], value: ['Gold', '1250']}},
    orders: {rows: 0, columns: {}},
    lines: {rows: 0, columns: {}},
    rows: [],
  };
  const notebook = new DocumentState();
  notebook.open(emptyNotebook('', 'shop'));
  const dataset = {id: 'shop', lastDay: day('2026-11-14'), countries: [], channels: [], attributes: []};
  shown(
    CustomerDialog,
    (settings) => ({customer: 7, format: settings.format('EUR'), close: () => undefined}),
    'de',
    {
      client: {person: async () => person} as unknown as Client,
      desk: new Desk(),
      document: notebook,
      faces: new Faces(),
      imports: {loaded: {dataset}, shown: {dataset}} as unknown as App['imports'],
      runs: {cells: new Map()} as unknown as Runs,
    },
  );
  const facts = () =>
    [...document.querySelectorAll('.facts > div')].map((fact) =>
      [...fact.children].map((part) => part.textContent.replaceAll(/\s+/g, ' ').trim()).join(': '),
    );
  await expect
    .poll(facts)
    .toEqual([
      'Käufe: 3',
      'Bestellungen: 4',
      'Umsatz: 123,45 €',
      'Umsatz je Kauf: 41,15 €',
      'Umsatz des ersten Kaufs: 20,00 €',
      'Erster Kauf: 5.1.2026',
      'Letzter Kauf: 15.10.2026',
      'Tage seit dem letzten Kauf: 30',
      'Tage seit dem ersten Kauf: 313',
      'Land: AT',
      'Gruppe: Gold',
      'Punkte: 1250',
    ]);
});

test('a filter says behind each value how many have it, and of how many values it shows the first', async () => {
  const values: Values = {
    chosen: [{value: 'Tee', number: 12}],
    found: [
      {value: 'Kaffee', number: 3456},
      {value: 'Kanne', number: 78},
    ],
    matching: 1234,
    total: 2345,
  };
  const text = shown(
    ValueChooser,
    () => ({
      label: 'Produkt',
      place: {dataset: 'shop', asOf: 0},
      source: {of: 'product' as const},
      chosen: ['Tee'],
      change: () => undefined,
    }),
    'de',
    {client: {values: async () => values} as unknown as Client},
  );
  await expect.poll(text).toContain('Die 2 häufigsten von 1.234');
  const options = [...document.querySelectorAll('label.value')].map((option) =>
    [...option.querySelectorAll('span, small')].map((part) => part.textContent.trim()),
  );
  expect(options).toEqual([
    ['Tee', '12'],
    ['Kaffee', '3.456'],
    ['Kanne', '78'],
  ]);
  expect(document.querySelector('input[type=search]')!.outerHTML).toContain('2.345 Werte durchsuchen');
});
