import {beforeAll, describe, expect, test} from 'vitest';
import {analyses} from '../../src/analyses';
import type {Result} from '../../src/analyses/request';
import {sampleShop} from '../../src/imports/sample';
import {isoFromDay} from '../../src/lib/dates';
import {rowsOf} from '../../src/lib/table';
import type {Dataset} from '../../src/model/dataset';
import {createFormat} from '../../src/text/format';
import {twelveOrders} from '../fixtures/twelve_orders';
import {createShop, day, fileOf, peopleIn, rowsIn, type Row, type Shop} from '../helpers/service';

const people = (shop: Shop, dataset: Dataset) =>
  peopleIn(shop, shop.request(dataset, 'signups'), 'signup_stages', 'all');

/**
 * Nine people as of 30 June 2024; the data begin with Dora's order on 1 January.
 *
 * Anna   signed up on 1 February, ordered ten days later
 * Ben    signed up on 1 February and has been silent for 150 days since: cold
 * Cem    signed up on the day of his first order
 * Dora   signed up after her first order
 * Emil   signed up before the data begin, opened a mail ten days ago: active
 * Frida  signed up ten days ago: new
 * Gül    signed up 90 days ago and unsubscribed on 1 May: inactive
 * Hans   has bought, but is in no list
 * Ida    signs up in July: not yet there
 */
describe('sign-ups of nine people', () => {
  const orders = `order_id,ordered_on,email,amount
1,2024-01-01,dora@x.de,10.00
2,2024-02-11,anna@x.de,20.00
3,2024-03-05,cem@x.de,30.00
4,2024-06-30,hans@x.de,40.00
5,2024-06-30,anna@x.de,5.00
`;
  const contacts = `email,name,country,signed_up_on,source
anna@x.de,Anna,DE,2024-02-01,popup
ben@x.de,Ben,DE,2024-02-01,popup
cem@x.de,Cem,AT,2024-03-05,checkout
dora@x.de,Dora,DE,2024-03-01,popup
emil@x.de,Emil,DE,2023-12-01,fair
frida@x.de,Frida,DE,2024-06-20,
guel@x.de,Gül,DE,2024-04-01,fair
ida@x.de,Ida,DE,2024-07-05,popup
`;
  const events = `email,channel,kind,occurred_on
ben@x.de,email,sent,2024-06-20
emil@x.de,email,open,2024-06-20
guel@x.de,email,open,2024-04-20
guel@x.de,email,unsubscribe,2024-05-01
`;
  let shop: Shop;
  let dataset: Dataset;
  let result: Result;

  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open([
      fileOf(orders),
      fileOf(contacts, 'contacts.csv'),
      fileOf(events, 'events.csv'),
    ]));
    result = await shop.run(dataset, 'signups');
  });

  test('are followed from the sign-up; who came with or after an order, or before the data, is counted apart', () => {
    expect(rowsIn(result, 'outcomes').map(({outcome, contacts: count}) => [outcome, count])).toEqual([
      ['ordered', 1],
      ['waiting', 3],
      ['same_day', 1],
      ['before', 1],
      ['earlier', 1],
      ['undated_waiting', 0],
      ['undated_ordered', 0],
    ]);
    expect(rowsIn(result, 'waits')).toEqual([
      {source: 'checkout', outcome: 'same_day', days: 0, contacts: 1},
      {source: 'fair', outcome: 'earlier', days: 212, contacts: 1},
      {source: 'fair', outcome: 'waiting', days: 90, contacts: 1},
      {source: 'popup', outcome: 'before', days: -60, contacts: 1},
      {source: 'popup', outcome: 'ordered', days: 10, contacts: 1},
      {source: 'popup', outcome: 'waiting', days: 150, contacts: 1},
      {source: null, outcome: 'waiting', days: 10, contacts: 1},
    ]);
    expect(
      rowsIn(result, 'sources').map(({source, signups, ordered, apart}) => [source, signups, ordered, apart]),
    ).toEqual([
      ['popup', 2, 1, 1],
      ['fair', 1, 0, 0],
      [null, 1, 0, 0],
      ['checkout', 0, 0, 1],
    ]);
    expect(result.facts).toMatchObject({contacts: 7, signups: 4, ordered: 1, horizon_days: null});
  });

  test('have leads in four stages, by the last sign of life', async () => {
    const listed = await people(shop, dataset);
    expect(
      listed
        .map((row) => [String(row['email']).split('@')[0], row['outcome'], row['stage'], row['silent_days']])
        .sort(),
    ).toEqual([
      ['anna', 'ordered', null, null],
      ['ben', 'waiting', 'cold', 150],
      ['cem', 'same_day', null, null],
      ['dora', 'before', null, null],
      ['emil', 'earlier', 'active', 10],
      ['frida', 'waiting', 'new', 10],
      ['guel', 'waiting', 'inactive', 71],
      ['hans', 'unlisted', null, null],
    ]);
    expect(rowsIn(result, 'lead_stages')).toEqual([
      {stage: 'active', leads: 1, unsubscribed: 0},
      {stage: 'cold', leads: 1, unsubscribed: 0},
      {stage: 'inactive', leads: 1, unsubscribed: 1},
      {stage: 'new', leads: 1, unsubscribed: 0},
    ]);
    const {tables} = await shop.run(dataset, 'signups', {new_days: 10, active_days: 151, inactive_days: 160});
    expect(rowsOf(tables['lead_stages']!)).toEqual([
      {stage: 'active', leads: 3, unsubscribed: 0},
      {stage: 'inactive', leads: 1, unsubscribed: 1},
    ]);
  });

  test('are seen from any earlier day, and in a country', async () => {
    const earlier = await shop.run(dataset, 'signups', {}, {asOf: day('2024-02-05')});
    expect(earlier.facts).toMatchObject({contacts: 3, signups: 2, ordered: 0, earlier: 1, leads: 3});
    const austria = await shop.run(dataset, 'signups', {}, {countries: ['AT']});
    expect(austria.facts).toMatchObject({contacts: 1, same_day: 1, leads: 0});
    const spring = await shop.run(dataset, 'signups', {}, {from: day('2024-04-01')});
    expect(spring.facts).toMatchObject({signups: 2, earlier: 3, same_day: 1, before: 1, leads: 4});
  });

  test('say how many it takes where they are too few for a share', async () => {
    const {texts} = await analyses.signups.face();
    const [first] = texts.takeaways(result.facts, createFormat('en', 'EUR')).en;
    expect(first).toContain('**4** contacts');
    expect(first).toContain('takes 50');
  });
});

describe('the way from sign-up to order', () => {
  test('names the file that is missing where nobody has a day of sign-up', async () => {
    const shop = createShop();
    const {dataset} = await shop.open([fileOf(twelveOrders)]);
    const {facts} = await shop.run(dataset, 'signups');
    expect(facts).toMatchObject({contacts: 0, signups: 0, leads: 0, ordered_share: null});
    const {texts} = await analyses.signups.face();
    const {en, de} = texts.takeaways(facts, createFormat('de', 'EUR'));
    expect(en.join(' ')).toContain('list of contacts');
    expect(de.join(' ')).toContain('Kontaktliste');
  });

  test('counts who signed up lately as not yet, so the share does not fall with a growing list', async () => {
    // One sign-up a day for 200 days; every second one orders after 40 days, if there is time.
    const start = day('2024-01-01');
    const signUps = Array.from({length: 200}, (_, index) => ({
      email: `p${index}@x.de`,
      on: start + index,
      orders: index % 2 === 1 && index + 40 < 200,
    }));
    const orders = [
      `zero@x.de,${isoFromDay(start)},10.00`,
      ...signUps.flatMap(({email, on, orders: buys}) =>
        buys ? [`${email},${isoFromDay(on + 40)},10.00`] : [],
      ),
      `zero@x.de,${isoFromDay(start + 199)},10.00`,
    ];
    const shop = createShop();
    const {dataset} = await shop.open([
      fileOf(['email,ordered_on,amount', ...orders].join('\n')),
      fileOf(
        ['email,signed_up_on', ...signUps.map(({email, on}) => `${email},${isoFromDay(on)}`)].join('\n'),
        'contacts.csv',
      ),
    ]);
    const {facts, tables} = await shop.run(dataset, 'signups');
    expect(facts).toMatchObject({
      signups: 200,
      ordered: 80,
      first_month_share: 0,
      horizon_days: 90,
      half_days: 40,
    });
    // 160 are watched to day 40, and 80 of them order on it.
    expect(facts['ordered_share']).toBeCloseTo(0.5, 12);
    expect(facts['ordered_low']).toBeLessThan(0.5);
    expect(facts['ordered_high']).toBeGreaterThan(0.5);
    const curve = rowsOf(tables['curve']!);
    expect(curve.find(({days}) => days === 39)).toMatchObject({ordered_share: 0, low: 0, high: 0});
    expect(curve.find(({days}) => days === 40)).toMatchObject({at_risk: 160});
    // Too few are watched to day 120 to say more than what follows the sign-up itself.
    const chances = rowsOf(tables['chances']!);
    expect(chances.map((row) => row['waited_days'])).toEqual([0]);
    expect(chances[0]!['chance']).toBeCloseTo(0.5, 12);
  });
});

describe('the sample shop', () => {
  let shop: Shop;
  let dataset: Dataset;
  let result: Result;
  let listed: Row[];

  beforeAll(async () => {
    shop = createShop();
    ({dataset} = await shop.open(sampleShop().map(({name, text}) => fileOf(text, name))));
    result = await shop.run(dataset, 'signups');
    listed = await people(shop, dataset);
  }, 60_000);

  test('has as many people behind each bar as the bar says, and as many leads as its lifecycle', async () => {
    for (const {outcome, contacts} of rowsIn(result, 'outcomes'))
      expect({outcome, contacts}).toEqual({
        outcome,
        contacts: listed.filter((row) => row['outcome'] === outcome).length,
      });
    for (const {stage, leads} of rowsIn(result, 'lead_stages'))
      expect({stage, leads}).toEqual({stage, leads: listed.filter((row) => row['stage'] === stage).length});
    const {facts} = await shop.run(dataset, 'lifecycle');
    expect(result.facts['leads']).toBe(facts['leads']);
    expect(facts['leads']).toBeGreaterThan(1000);
    expect(listed.filter((row) => Number(row['purchases']) > 0).length).toBe(facts['customers']);
  });

  test('has the shares of a slow product over its people, in all and by source', () => {
    const share = (chosen: readonly Row[], until: number): number => {
      let left = 1;
      for (let on = 0; on <= until; on++) {
        const atRisk = chosen.filter((row) => Number(row['wait_days']) >= on).length;
        const ordered = chosen.filter(
          (row) => row['outcome'] === 'ordered' && row['wait_days'] === on,
        ).length;
        if (ordered > 0) left *= 1 - ordered / atRisk;
      }
      return 1 - left;
    };
    const watched = listed.filter(({outcome}) => outcome === 'ordered' || outcome === 'waiting');
    expect(result.facts['horizon_days']).toBe(365);
    expect(result.facts['ordered_share']).toBeCloseTo(share(watched, 365), 10);
    const sources = rowsIn(result, 'sources').filter((row) => row['by_90_share'] !== null);
    expect(sources.length).toBeGreaterThan(1);
    for (const row of sources) {
      const own = watched.filter(({source}) => source === row['source']);
      expect(own.length).toBe(row['signups']);
      expect(row['by_90_share']).toBeCloseTo(share(own, 90), 10);
      expect(Number(row['by_90_low'])).toBeLessThan(Number(row['by_90_share']));
      expect(Number(row['by_90_high'])).toBeGreaterThan(Number(row['by_90_share']));
    }
  });

  test('tells that a competition brings other people than the popup', () => {
    const by = (source: string) => rowsIn(result, 'sources').find((row) => row['source'] === source)!;
    expect(result.facts['sources_p']).toBeLessThan(0.001);
    expect(by('competition')['by_365_high']).toBeLessThan(Number(by('newsletter_popup')['by_365_low']));
    // An account opened at the checkout is no sign-up before an order.
    expect(by('checkout')['apart']).toBeGreaterThan(Number(by('checkout')['signups']));
  });

  test('draws a curve that only rises, with its interval around it', () => {
    const all = rowsIn(result, 'curve').filter(({source}) => source === null);
    expect(all[0]!['days']).toBe(0);
    for (const [index, row] of all.entries()) {
      expect(row['days']).toBe(index);
      if (index > 0)
        expect(Number(row['ordered_share'])).toBeGreaterThanOrEqual(Number(all[index - 1]!['ordered_share']));
      expect(Number(row['low'])).toBeLessThanOrEqual(Number(row['ordered_share']));
      expect(Number(row['high'])).toBeGreaterThanOrEqual(Number(row['ordered_share']));
    }
  });
});
