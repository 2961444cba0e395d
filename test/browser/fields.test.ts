import axe from 'axe-core';
import {tick} from 'svelte';
import {SvelteMap} from 'svelte/reactivity';
import {page, userEvent} from 'vitest/browser';
import {beforeAll, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import ParameterForm from '../../src/app/fields/ParameterForm.svelte';
import {Settings} from '../../src/app/state/settings.svelte';
import {dayFromIso} from '../../src/lib/dates';
import {choice, cuts, day, number, parseValues, toggle, type Fields} from '../../src/model/fields';
import {createFormat} from '../../src/text/format';
import type {Language} from '../../src/text/language';
import {withinApp} from '../helpers/within_app';

const fields = {
  threshold: number({
    label: {en: 'Your assumption', de: 'Ihre Annahme'},
    initial: 90,
    min: 1,
    max: 365,
    step: 1,
    unit: 'days',
  }),
  margin: number({
    label: {en: 'Margin', de: 'Marge'},
    initial: 0.4,
    min: 0,
    max: 1,
    step: 0.01,
    unit: 'share',
  }),
  level: number({
    label: {en: 'Level', de: 'Grenze'},
    initial: null,
    min: 0.01,
    max: 0.9,
    step: 0.01,
    unit: 'share',
    nullable: true,
    placeholder: {en: 'from the data', de: 'aus den Daten'},
  }),
  cost: number({
    label: {en: 'Cost per contact', de: 'Kosten je Kontakt'},
    initial: 0.25,
    min: 0,
    max: 2000,
    step: 0.05,
    unit: 'money',
    more: true,
  }),
  before: day({label: {en: 'Compare with', de: 'Vergleichen mit'}}),
  grain: choice({
    label: {en: 'Period', de: 'Zeitraum'},
    initial: 'month',
    options: {month: {en: 'Month', de: 'Monat'}, year: {en: 'Year', de: 'Jahr'}},
  }),
  bands: toggle({label: {en: 'Show intervals', de: 'Intervalle zeigen'}, initial: true}),
  steps: cuts({label: {en: 'Limits', de: 'Stufen'}, unit: 'days', length: 2}),
} satisfies Fields;

beforeAll(() => page.viewport(1100, 900));

/** The form as a notebook has it: what it commits comes back as its values. */
function open(
  language: Language,
  stored: Readonly<Record<string, unknown>> = {},
  suggested: Readonly<Record<string, readonly number[]>> = {level: [0.125]},
) {
  const settings = new Settings();
  settings.language = language;
  const values = new SvelteMap(Object.entries(stored));
  const commits: [string, unknown][] = [];
  withinApp({settings}, (anchor) =>
    ParameterForm(anchor, {
      fields,
      get values() {
        return parseValues(fields, Object.fromEntries(values));
      },
      found: {suggested},
      format: createFormat(language, 'EUR'),
      change(name: string, value: unknown) {
        commits.push([name, value]);
        values.set(name, value);
      },
    }),
  );
  return {commits, values};
}

const box = (name: string) => page.getByRole('textbox', {name});
const alert = () => document.querySelector('[role=alert]')?.textContent.trim() ?? null;

describe('a number', () => {
  test('is committed when it is finished, not at each key', async () => {
    const {commits} = open('en');
    await userEvent.clear(box('Your assumption'));
    await userEvent.type(box('Your assumption'), '120');
    expect(commits).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(commits).toEqual([['threshold', 120]]);
    await userEvent.tab();
    expect(commits).toHaveLength(1);
  });

  test.each([
    ['400', 'more than the largest'],
    ['0', 'less than the least'],
    ['46.5', 'half a day'],
    ['soon', 'no number'],
    ['', 'nothing'],
  ])('that cannot be taken is refused in words, and the old one holds: “%s”, %s', async (typed) => {
    const {commits} = open('en');
    await userEvent.fill(box('Your assumption'), typed);
    await userEvent.tab();
    expect(commits).toEqual([]);
    expect(alert()).toMatch(/whole number.*1–365 days.*old value holds \(90\)\.$/);
    await expect.element(box('Your assumption')).toHaveAttribute('aria-invalid', 'true');
    await expect.element(box('Your assumption')).toHaveValue(typed);
    await userEvent.fill(box('Your assumption'), '47 days');
    await userEvent.tab();
    expect(commits).toEqual([['threshold', 47]]);
    expect(alert()).toBeNull();
    await expect.element(box('Your assumption')).toHaveValue('47');
  });

  test('comes back with Escape', async () => {
    const {commits} = open('en');
    await userEvent.fill(box('Your assumption'), 'soon');
    await userEvent.keyboard('{Enter}');
    expect(alert()).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(alert()).toBeNull();
    await expect.element(box('Your assumption')).toHaveValue('90');
    expect(commits).toEqual([]);
  });

  test('moves by its step with the arrow keys, and not beyond its limits', async () => {
    const {commits} = open('en', {threshold: 364, margin: 0.07});
    await userEvent.click(box('Your assumption'));
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    await userEvent.click(box('Margin'));
    await userEvent.keyboard('{ArrowUp}');
    expect(commits).toEqual([
      ['threshold', 365],
      ['threshold', 364],
      ['margin', 0.08],
    ]);
    await expect.element(box('Margin')).toHaveValue('8');
  });

  test('is a share in the notebook and per cent on the screen, with the comma of the language', async () => {
    const {commits} = open('de', {margin: 0.075});
    await expect.element(box('Marge')).toHaveValue('7,5');
    await userEvent.fill(box('Marge'), '12,5 %');
    await userEvent.tab();
    expect(commits).toEqual([['margin', 0.125]]);
    await expect.element(box('Marge')).toHaveValue('12,5');
    await userEvent.fill(box('Marge'), '120');
    await userEvent.tab();
    expect(alert()).toContain('bis dahin gilt der alte Wert (12,5)');
  });

  test('may be absent where the field says what that means, with the value that the data led to', async () => {
    const {commits, values} = open('de');
    await expect.element(box('Grenze')).toHaveAttribute('placeholder', 'aus den Daten (12,5)');
    await userEvent.fill(box('Grenze'), '20');
    await userEvent.tab();
    await userEvent.fill(box('Grenze'), '');
    await userEvent.tab();
    expect(commits).toEqual([
      ['level', 0.2],
      ['level', null],
    ]);
    expect(values.get('level')).toBeNull();
    expect(alert()).toBeNull();
  });

  test('that changes in another way is shown, and an older refusal is gone', async () => {
    const {values} = open('en');
    await userEvent.fill(box('Your assumption'), 'soon');
    await userEvent.tab();
    expect(alert()).not.toBeNull();
    values.set('threshold', 60);
    await expect.element(box('Your assumption')).toHaveValue('60');
    expect(alert()).toBeNull();
  });
});

test('a toggle commits with the space bar', async () => {
  const {commits} = open('en');
  document.querySelector<HTMLElement>('input[type=checkbox]')!.focus();
  await userEvent.keyboard(' ');
  expect(commits).toEqual([['bands', false]]);
  await expect.element(page.getByRole('checkbox', {name: 'Show intervals'})).not.toBeChecked();
});

describe('a day', () => {
  const date = () => document.querySelector<HTMLInputElement>('input[type=date]')!;

  test('is committed when it is finished: on its way the year is 2, 20 and 202', async () => {
    const {commits} = open('en');
    date().focus();
    await userEvent.keyboard('03012025');
    expect(commits).toEqual([]);
    date().blur();
    expect(commits).toHaveLength(1);
    const [name, value] = commits[0]!;
    expect(name).toBe('before');
    // Whichever order the browser's language has for day and month.
    expect([dayFromIso('2025-03-01'), dayFromIso('2025-01-03')]).toContain(value);
  });

  test('that is chosen from the calendar is committed at once', () => {
    const {commits} = open('en');
    date().value = '2025-03-01';
    date().dispatchEvent(new Event('change', {bubbles: true}));
    expect(commits).toEqual([['before', dayFromIso('2025-03-01')]]);
  });

  test('of another age is refused in words, and the old one holds', async () => {
    const {commits} = open('de', {before: dayFromIso('2025-03-01')});
    date().value = '0202-03-01';
    date().dispatchEvent(new Event('change', {bubbles: true}));
    await expect.poll(alert).toContain('bis dahin gilt das alte (1.3.2025)');
    expect(commits).toEqual([]);
    date().focus();
    await userEvent.keyboard('{Escape}');
    expect(date().value).toBe('2025-03-01');
    expect(alert()).toBeNull();
  });

  test('that the data led to stands there until another is given, and again when that is taken away', async () => {
    const {commits} = open('en', {}, {before: [dayFromIso('2024-11-14')]});
    expect(date().value).toBe('2024-11-14');
    for (const [iso, held] of [
      ['2025-03-01', '2025-03-01'],
      ['', '2024-11-14'],
      ['', '2024-11-14'],
    ] as const) {
      date().value = iso;
      date().dispatchEvent(new Event('change', {bubbles: true}));
      await tick();
      expect(date().value).toBe(held);
    }
    expect(commits).toEqual([
      ['before', dayFromIso('2025-03-01')],
      ['before', null],
    ]);
  });

  test('can be taken away again', () => {
    const {commits} = open('en', {before: dayFromIso('2025-03-01')});
    date().value = '';
    date().dispatchEvent(new Event('change', {bubbles: true}));
    expect(commits).toEqual([['before', null]]);
  });
});

test('choices, toggles and days stand first; what changes less stands behind “More”', async () => {
  open('en');
  const labels = [...document.querySelectorAll('label, legend')].map((label) => label.textContent.trim());
  expect(labels).toEqual([
    'Compare with',
    expect.stringMatching(/^Period/),
    'Show intervals',
    'Your assumption',
    'Margin',
    'Level',
    'Cost per contact',
    'Limits',
  ]);
  await expect.element(box('Your assumption')).toBeVisible();
  await expect.element(page.getByText('Cost per contact')).not.toBeVisible();
  await userEvent.click(page.getByText('More'));
  await expect.element(box('Cost per contact')).toBeVisible();
  await expect.element(box('Cost per contact')).toHaveValue('0.25');
});

test.each([
  ['de', ['1.000', '2.000'], [1000, 2000]],
  ['en', ['1,000', '2,000'], [1000, 2000]],
  ['de', ['-5', '20'], null],
  ['de', ['5', '1000000000'], null],
  ['de', ['21,3', '40'], null],
  ['de', ['40', '21'], null],
] as const)('limits are read as numbers are typed (%s): %j', async (language, typed, taken) => {
  const {commits} = open(language);
  document.querySelector('details')!.open = true;
  for (const [at, text] of typed.entries()) {
    await userEvent.fill(page.getByLabelText(`${fields.steps.label[language]} ${at + 1}`), text);
    await userEvent.tab();
  }
  expect(commits).toEqual(taken ? [['steps', taken]] : []);
  expect(document.querySelectorAll('[role="alert"]')).toHaveLength(taken ? 0 : 1);
});

test.each(['en', 'de'] as const)('every field is labelled, and axe finds nothing (%s)', async (language) => {
  open(language, {before: 20_000});
  document.querySelector('details')!.open = true;
  await userEvent.fill(box(fields.margin.label[language]), '?');
  await userEvent.tab();
  const {violations} = await axe.run(document.body, {rules: {region: {enabled: false}}});
  expect(violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)])).toEqual([]);
});
