import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {analyses} from '../../src/analyses';
import {isoFromDay} from '../../src/lib/dates';
import {valueOf} from '../../src/lib/outcome';
import type {Dataset} from '../../src/model/dataset';
import {createFormat} from '../../src/text/format';
import {wholeScope} from '../../src/model/scope';
import {createShop, day, fileOf, peopleIn, rowsIn, type Shop} from '../helpers/service';

let shop: Shop;
beforeAll(() => void (shop = createShop()));

/** What is said of leads, and of those who are neither leads nor buyers. */
async function told(dataset: Dataset, asOf = dataset.lastDay) {
  const [lifecycle, signups, overview] = await Promise.all(
    (['lifecycle', 'signups', 'overview'] as const).map((id) => shop.run(dataset, id, {}, {asOf})),
  );
  const scope = {...wholeScope(dataset.lastDay), asOf};
  const everybody = {kind: 'all', of: []} as const;
  const [size] = valueOf(await shop.service.sizes(1, {dataset: dataset.id, scope}, [everybody]));
  const {people, buyers} = valueOf(size!);
  return {
    lifecycle: lifecycle!.facts['leads'],
    signups: signups!.facts['leads'],
    everybody: people - buyers,
    customers: overview!.facts['customers'],
    without: overview!.facts['without_purchase'],
    undated: signups!.facts['undated'],
  };
}

const emails = async (dataset: Dataset) => {
  const leads = await peopleIn(shop, shop.request(dataset, 'lifecycle'), 'customer_stages', 'all', {
    stage: 'lead',
  });
  return leads.map(({email}) => email).sort();
};

/**
 * Anna, Ben and Emil have bought; the orders of Cem and Dora are cancelled. Addresses: Anna, Dora, Frida twice, Gül. Hans has
 * opened a mail. So Dora, Frida, Gül and Hans are leads, and Cem, who is in no list, is none.
 */
describe('a list of bare addresses beside orders', () => {
  const orders = `order_id,ordered_on,email,name,amount,status
1,2024-01-10,anna@x.de,Anna,70.00,paid
2,2024-01-20,ben@x.de,Ben,40.00,paid
3,2024-02-05,cem@x.de,Cem,99.00,cancelled
4,2024-02-10,dora@x.de,Dora,99.00,cancelled
5,2024-03-31,Emil@X.de,Emil,10.00,paid
`;
  const addresses = 'email\n ANNA@x.de\ndora@x.de\nfrida@x.de\nFrida@X.de\nguel@x.de\n';
  const events = 'email,channel,kind,occurred_on\nhans@x.de,email,open,2024-03-01\n';
  let dataset: Dataset;
  beforeAll(async () => {
    ({dataset} = await shop.open([
      fileOf(orders),
      fileOf(addresses, 'addresses.csv'),
      fileOf(events, 'events.csv'),
    ]));
  });

  test('has its leads in the receipt and in every cell', async () => {
    expect(dataset).toMatchObject({orders: 3, customers: 4, leads: 4, laterLeads: 0});
    expect(await told(dataset)).toEqual({
      lifecycle: 4,
      signups: 4,
      everybody: 4,
      customers: 3,
      // Cem.
      without: 1,
      undated: 5,
    });
    expect(await emails(dataset)).toEqual(['dora@x.de', 'frida@x.de', 'guel@x.de', 'hans@x.de']);
  });

  test('has no wait for an order, and says of how many no day of sign-up is known', async () => {
    const result = await shop.run(dataset, 'signups');
    const {facts} = result;
    expect(facts).toMatchObject({contacts: 5, signups: 0, undated: 5, undated_leads: 3, active_leads: 1});
    const outcomes = rowsIn(result, 'outcomes');
    expect(outcomes.filter((row) => row['contacts'] !== 0)).toMatchObject([
      {outcome: 'undated_waiting', contacts: 4, contact_share: 0.8},
      {outcome: 'undated_ordered', contacts: 1, contact_share: 0.2},
    ]);
    expect(rowsIn(result, 'sources')).toEqual([]);
    const {texts} = await analyses.signups.face();
    const {en, de} = texts.takeaways(facts, createFormat('de', 'EUR'));
    expect(en).toEqual([
      'None of the **5** contacts has a day of sign-up, so the way from there to the first order cannot be seen; it takes a list with that day.',
      '**4 leads** have not ordered: 0 new, 1 active, 0 cold, 0 inactive, 3 without a day to tell by.',
    ]);
    const before = await shop.run(dataset, 'signups', {}, {asOf: day('2024-02-29')});
    expect(texts.takeaways(before.facts, createFormat('en', 'EUR')).en.at(-1)).toBe(
      '**4 leads** have not ordered; without a day it cannot be told who is new and who is cold.',
    );
    expect(de).toEqual([
      'Keiner der **5** Kontakte hat einen Anmeldetag; der Weg von dort zur ersten Bestellung ist nicht zu sehen. Dafür braucht es eine Liste mit diesem Tag.',
      '**4 Interessenten** haben noch nicht bestellt: 0 neu, 1 aktiv, 0 erkaltet, 0 inaktiv, 3 ohne einen Tag, nach dem sich das sagen ließe.',
    ]);
  });

  test('has only the events of somebody without a sign-up day to tell the stage by', async () => {
    const stages = async (asOf: string) =>
      rowsIn(await shop.run(dataset, 'signups', {}, {asOf: day(asOf)}), 'lead_stages');
    expect(await stages('2024-03-31')).toEqual([
      {stage: 'active', leads: 1, unsubscribed: 0},
      {stage: 'undated', leads: 3, unsubscribed: 0},
    ]);
    // 89 and 90 days after the mail was opened.
    expect((await stages('2024-05-29'))[0]).toMatchObject({stage: 'active'});
    expect((await stages('2024-05-30'))[0]).toMatchObject({stage: 'cold'});
  });

  test('makes a person known by a cancelled order alone no lead, unless it holds her address', async () => {
    const {dataset: alone} = await shop.open([fileOf(orders)]);
    expect(alone).toMatchObject({customers: 5, leads: 0});
    expect(await told(alone)).toMatchObject({lifecycle: 0, signups: 0, everybody: 0, without: 2});
  });
});

describe('leads against a slow twin', () => {
  const FIRST = day('2024-01-01');
  const LAST = FIRST + 60;
  const person = fc.constantFrom(...Array.from({length: 9}, (_, index) => `p${index}@x.de`));
  const on = fc.integer({min: FIRST, max: LAST});
  const shops = fc.record({
    orders: fc.array(fc.record({person, on, cancelled: fc.boolean()}), {maxLength: 10}),
    contacts: fc.array(
      fc.record({person, upper: fc.boolean(), on: fc.option(fc.integer({min: FIRST - 20, max: LAST + 20}))}),
      {minLength: 1, maxLength: 12},
    ),
    asOf: on,
  });

  test('are the same people in the receipt and in every cell, on any day', async () => {
    await fc.assert(
      fc.asyncProperty(shops, async ({orders: some, contacts, asOf}) => {
        const orders = [...some, {person: 'last@x.de', on: LAST, cancelled: false}];
        const {dataset, receipt} = await shop.open([
          fileOf(
            [
              'order_id,ordered_on,email,amount,status',
              ...orders.map(
                (order, index) =>
                  `${index},${isoFromDay(order.on)},${order.person},10.00,${order.cancelled ? 'cancelled' : 'paid'}`,
              ),
            ].join('\n'),
          ),
          fileOf(
            [
              'email,signed_up_on',
              ...contacts.map(
                ({person: who, upper, on: since}) =>
                  `${upper ? who.toUpperCase() : who},${since === null ? '' : isoFromDay(since)}`,
              ),
            ].join('\n'),
            'contacts.csv',
          ),
        ]);
        for (const {rows, used, setAside} of receipt.files)
          expect(used + setAside.reduce((sum, entry) => sum + entry.rows, 0)).toBe(rows);

        const listed = [...new Set(contacts.map((contact) => contact.person))];
        const since = (who: string) => {
          const days = contacts.flatMap((contact) =>
            contact.person === who && contact.on !== null ? [contact.on] : [],
          );
          return days.length === 0 ? null : Math.min(...days);
        };
        const bought = (who: string, until: number) =>
          orders.some((order) => order.person === who && !order.cancelled && order.on <= until);
        const leadsOn = (today: number) =>
          listed.filter((who) => {
            const first = since(who);
            return first === null ? !bought(who, LAST) : first <= today && !bought(who, today);
          });
        const everybody = new Set([...listed, ...orders.map((order) => order.person)]);
        const leads = listed.filter((who) => !bought(who, LAST));
        const later = leads.filter((who) => (since(who) ?? 0) > LAST);
        expect(dataset).toMatchObject({
          leads: leads.length,
          laterLeads: later.length,
          customers: everybody.size - leads.length,
        });
        const all = leads.length - later.length;
        const buyers = [...everybody].filter((who) => bought(who, LAST)).length;
        const undated = listed.filter((who) => since(who) === null);
        expect(await told(dataset)).toEqual({
          lifecycle: all,
          signups: all,
          everybody: all,
          customers: buyers,
          without: everybody.size - leads.length - buyers,
          undated: undated.length,
        });
        expect(await emails(dataset)).toEqual(leadsOn(LAST).sort());

        if (!orders.some((order) => !order.cancelled && order.on <= asOf)) return;
        const then = leadsOn(asOf).length;
        expect(await told(dataset, asOf)).toMatchObject({lifecycle: then, signups: then, everybody: then});
      }),
      {numRuns: 25, seed: 5},
    );
  }, 120_000);
});
