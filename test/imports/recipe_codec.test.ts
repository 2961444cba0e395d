import fc from 'fast-check';
import {beforeAll, describe, expect, test} from 'vitest';
import {targets} from '../../src/imports/fields';
import type {Recipe} from '../../src/imports/recipe';
import {parseRecipe} from '../../src/imports/recipe_codec';
import {valueOf} from '../../src/lib/outcome';
import {defaultRules, type Target} from '../../src/model/mapping';
import {createShop, fileOf, type Shop} from '../helpers/service';

const name = fc.oneof(
  fc.string({maxLength: 12}).filter((text) => !text.includes('\0')),
  fc.constantFrom('__proto__', 'constructor', 'E-Mail', '=1+1', '<b>'),
);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, {nil: undefined, freq: 2});
const ofField = <T>(target: Target, value: fc.Arbitrary<T>) =>
  fc.dictionary(fc.constantFrom(...Object.keys(targets[target])), value, {maxKeys: 5});
/** Without the parts that are undefined, as JSON has it. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Any recipe that the product could make. */
const recipes: fc.Arbitrary<Recipe> = fc
  .constantFrom(...(Object.keys(targets) as Target[]))
  .chain((target) =>
    fc.record({
      profile: name,
      target: fc.constant(target),
      dialect: fc.record({
        encoding: fc.constantFrom('utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh'),
        separator: fc.constantFrom(',', ';', '\t', '|', '\x1f', ' '),
        quote: fc.constantFrom('"', "'", ''),
        skip: fc.nat(100),
        escape: some(fc.constant('\\')),
        wrapped: some(fc.constant(true)),
        doubled: some(fc.constant(true)),
      }),
      headers: fc.array(name, {maxLength: 8}),
      columns: ofField(target, name),
      attributes: fc.dictionary(name, name, {maxKeys: 4}),
      constants: some(ofField(target, fc.oneof(name, fc.boolean()))),
      answers: fc.record({
        dates: some(ofField(target, fc.constantFrom('day-first', 'month-first'))),
        zones: some(ofField(target, fc.constantFrom('Europe/Berlin', 'UTC', 'America/New_York'))),
        decimals: some(ofField(target, fc.constantFrom(',', '.'))),
        amounts: some(fc.constantFrom('order', 'line')),
      }),
      states: fc.dictionary(name, fc.constantFrom('counts', 'cancelled', 'unpaid', 'test', 'refunded'), {
        maxKeys: 4,
      }),
      rules: fc.record({
        leaveOut: fc.record({
          cancelled: fc.boolean(),
          unpaid: fc.boolean(),
          test: fc.boolean(),
          zero: fc.boolean(),
        }),
        refunds: fc.constantFrom('subtract', 'ignore', 'drop'),
        keepAnonymous: fc.boolean(),
        vatRate: fc.constantFrom(null, 7, 19, 8.1),
      }),
    }),
  )
  .map((recipe) => plain(recipe) as Recipe);

describe('a recipe', () => {
  let shop: Shop;
  beforeAll(() => (shop = createShop()));

  test('is the same after it was written down and read again', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
      }),
      {seed: 5},
    );
  });

  test('is never made of what is none: any part that is something else makes it nothing', () => {
    const parts = [
      'profile',
      'target',
      'dialect',
      'headers',
      'columns',
      'attributes',
      'answers',
      'states',
      'rules',
    ];
    const others = [null, 7, 'x\0', [7], {x: 7}, {x: {y: []}}, true];
    const right = plain({
      profile: 'generic',
      target: 'orders',
      dialect: {encoding: 'utf-8', separator: ',', quote: '"', skip: 1},
      headers: ['a'],
      columns: {total: 'a'},
      attributes: {a: 'a'},
      answers: {},
      states: {},
      rules: defaultRules,
    });
    expect(parseRecipe(right)).toEqual(right);
    // What only rules and answers do not know does no harm.
    const harmless = ({part, other}: {part: string; other: unknown}) =>
      ['rules', 'answers'].includes(part) &&
      typeof other === 'object' &&
      other !== null &&
      !Array.isArray(other);
    for (const part of parts)
      for (const other of others.filter((value) => !harmless({part, other: value})))
        expect(parseRecipe({...right, [part]: other}), `${part} ${JSON.stringify(other)}`).toBeNull();
  });

  test('is never a crash, whatever is read', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        const recipe = parseRecipe(json);
        expect(recipe === null || parseRecipe(recipe) !== null).toBe(true);
      }),
      {seed: 6, numRuns: 500},
    );
    fc.assert(
      fc.property(recipes, fc.anything(), fc.nat(), (recipe, junk, place) => {
        const keys = Object.keys(recipe);
        expect(() => parseRecipe({...recipe, [keys[place % keys.length]!]: junk})).not.toThrow();
      }),
      {seed: 7, numRuns: 500},
    );
  });

  test('of an older version has the rules that came since', () => {
    const {attributes: _, ...older} = plain({
      profile: 'generic',
      target: 'orders' as const,
      dialect: {encoding: 'utf-8', separator: ';', quote: '"', skip: 1},
      headers: ['a'],
      columns: {total: 'a'},
      attributes: {},
      answers: {},
      states: {},
      rules: {
        leaveOut: {cancelled: false, unpaid: true, test: true, zero: true},
        keepAnonymous: false,
        vatRate: 19,
      },
    });
    expect(parseRecipe(older)).toMatchObject({
      attributes: {},
      rules: {refunds: 'subtract', leaveOut: {cancelled: false}, keepAnonymous: false, vatRate: 19},
    });
  });

  test('that was written down reads a file as the one it came from', async () => {
    const text =
      'Bestellnr;Datum;Wer;Summe;Gruppe\n1;03.04.2024;a@x.de;1.234,50;A\n2;05.06.2024;b@x.de;19,90;B\n';
    const whole = await shop.open([fileOf(text)]);
    const again = await shop.open([fileOf(text)], (recipe) =>
      parseRecipe(JSON.parse(JSON.stringify(recipe)))!,
    );
    expect({...again.dataset, id: ''}).toEqual({...whole.dataset, id: ''});
    expect(again.receipt).toEqual(whole.receipt);
    expect(valueOf(await shop.service.forget(again.dataset.id))).toBeUndefined();
  });
});
