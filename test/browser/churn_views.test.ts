import {afterEach, expect, test} from 'vitest';
import {drift} from '../../src/analyses/churn/views/drift';
import {members} from '../../src/analyses/churn/views/members';
import {churnShape} from '../../src/analyses/churn/shape';
import type {Frame} from '../../src/analyses/define';
import type {Result} from '../../src/analyses/request';
import {dayFromIso} from '../../src/lib/dates';
import type {Table} from '../../src/lib/table';
import {emptyTable} from '../../src/model/columns';
import {parseValues} from '../../src/model/fields';
import {createFormat} from '../../src/text/format';
import type {Language} from '../../src/text/language';

const show = (node: Node) => document.body.replaceChildren(node);
const shown = () => document.body.textContent;
afterEach(() => document.body.replaceChildren());

const {tables} = churnShape;
function result(made: Readonly<Record<string, Table>>, facts: Result['facts'] = {}): Result {
  const empty = {
    drift: emptyTable(tables.drift),
    members: emptyTable(tables.members),
    member_durations: emptyTable(tables.member_durations),
  };
  return {tables: {...empty, ...made}, facts, suggested: {}, handle: '', done: null, statements: []};
}
const frame = (language: Language): Frame => ({
  width: 900,
  format: createFormat(language, 'EUR'),
  language,
  pick: () => ({key: '', follow: () => undefined}),
});

/** Three quarters of 400 first-time buyers of which a third came back; the last with so long a threshold. */
function quarters(threshold: number): Table {
  const numbers = (...values: number[]) => Float64Array.from(values);
  return {
    rows: 3,
    columns: {
      starts_on: numbers(...['2024-01-01', '2024-04-01', '2024-07-01'].map(dayFromIso)),
      customers: numbers(400, 400, 400),
      returners: numbers(120, 130, 140),
      threshold_days: numbers(NaN, NaN, threshold),
      threshold_days_low: numbers(NaN, NaN, threshold),
      threshold_days_high: numbers(NaN, NaN, threshold),
      returned_share: numbers(0.3, 0.325, 0.35),
      returned_share_low: numbers(0.26, 0.28, 0.3),
      returned_share_high: numbers(0.35, 0.37, 0.4),
    },
  };
}

test('quarters without a threshold show the share that came back, how long each was watched, and the test', () => {
  const facts = {window: 60, drift_seen: 81, drift_p: 0.22};
  show(drift(result({drift: quarters(NaN)}, facts), frame('en')));
  expect(document.querySelector('svg')).not.toBeNull();
  expect(shown()).toContain('Bought again within 141 days');
  expect(shown()).toContain('no quarter alone gives a threshold');
  expect(shown()).toContain('there is no clear trend in how soon they come back (log-rank test, p = 0.22).');
  show(drift(result({drift: quarters(47)}, {...facts, drift_p: 0.0001}), frame('de')));
  expect(shown()).toContain('Schwelle nach dem ersten Kauf, Tage');
  expect(shown()).not.toContain('kein Quartal');
  expect(shown()).toContain('Jedes Quartal ist 141 Tage lang beobachtet');
  expect(shown()).toContain('ein klarer Trend darin, wie bald sie wiederkommen (Log-Rank-Test, p < 0,001).');
});

test('parts of the shop that have no threshold of their own are said to, and why', () => {
  const params = (by: string) => parseValues(churnShape.fields, {view: 'members', by});
  show(members(result({}), params('category'), frame('en')));
  expect(shown()).toContain('The files name no category of a first order.');
  show(members(result({}), params('coupon'), frame('de')));
  expect(shown()).toContain('Keine erste Bestellung nennt einen Gutschein.');

  const durations: Table = {
    rows: 3,
    columns: {
      member: ['DE', 'DE', 'AT'],
      days: Float64Array.of(3, 9, 4),
      events: Float64Array.of(300, 0, 20),
      censored: Float64Array.of(0, 300, 20),
    },
  };
  show(members(result({member_durations: durations}), params('country'), frame('en')));
  expect(shown()).toContain('No part alone has 200 first-time buyers who bought again');
  const large: Table = {
    rows: 1,
    columns: {
      member: ['DE'],
      customers: Float64Array.of(600),
      returners: Float64Array.of(300),
      threshold_days: Float64Array.of(47),
      threshold_days_low: Float64Array.of(43),
      threshold_days_high: Float64Array.of(52),
    },
  };
  show(members(result({members: large, member_durations: durations}), params('country'), frame('de')));
  expect(shown()).toContain('47 (43–52)');
  expect(shown()).toContain('Gezeigt sind 1 von 2: Eine eigene Schwelle braucht 200 Erstkäufer');
});
