import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {keep, recall} from '../../src/app/state/recall';
import {asBefore, forgetAll, remember} from '../../src/app/state/mappings';
import {defaultRules, type Mapping} from '../../src/model/mapping';
import type {Inspected} from '../../src/worker/api';
import {memory} from '../helpers/memory';

const mapping: Mapping = {
  target: 'orders',
  headers: ['Kunde', 'Tag'],
  columns: {customer_id: 'Kunde', ordered_at: 'Tag'},
  attributes: {},
  answers: {},
  states: {},
  rules: defaultRules,
};

/** A file with these headers, in which no column was recognised. */
const looked = (headers: readonly string[], target = 'orders') =>
  ({
    preview: {recipe: {...mapping, target, headers, columns: {}}, fields: {customer_id: {}, ordered_at: {}}},
  }) as unknown as Inspected;

/** The columns of a file, mapped as those of its like were; null where nothing is known of it. */
async function columnsOf(headers: readonly string[], brought: readonly Mapping[] = [], target = 'orders') {
  const {remembered, preview} = await asBefore(
    looked(headers, target),
    brought,
    async (known) => looked(headers, known).preview,
  );
  return remembered ? preview.recipe.columns : null;
}

/** A browser in which storage is switched off throws where a page only names it. */
function forbid(name: 'localStorage' | 'sessionStorage'): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  for (const name of ['localStorage', 'sessionStorage']) Reflect.deleteProperty(globalThis, name);
});

describe('what the browser keeps for the page', () => {
  test('is recalled as it was kept, and no longer once it is put away', () => {
    vi.stubGlobal('localStorage', memory());
    vi.stubGlobal('sessionStorage', memory());
    keep('localStorage', 'word', 'device');
    keep('sessionStorage', 'word', 'tab');
    expect([recall('localStorage', 'word'), recall('sessionStorage', 'word')]).toEqual(['device', 'tab']);
    keep('localStorage', 'word', null);
    expect([recall('localStorage', 'word'), recall('sessionStorage', 'word')]).toEqual([null, 'tab']);
  });

  test('is nothing where storage is switched off, and the page goes on', async () => {
    forbid('localStorage');
    forbid('sessionStorage');
    keep('localStorage', 'word', 'device');
    keep('sessionStorage', 'word', null);
    remember(mapping);
    expect(recall('localStorage', 'word')).toBeNull();
    expect(await columnsOf(['Tag', 'Kunde'])).toBeNull();
  });
});

describe('how a file was read', () => {
  beforeEach(() => vi.stubGlobal('localStorage', memory()));

  test('holds for the next with the same headers in any order, until all of that is forgotten', async () => {
    remember(mapping);
    expect(await columnsOf(['Tag', 'Kunde'])).toEqual(mapping.columns);
    expect(await columnsOf(['Tag', 'Kunde', 'Ort'])).toBeNull();
    forgetAll();
    expect(await columnsOf(['Tag', 'Kunde'])).toBeNull();
  });

  test('comes with a notebook where this browser knows nothing of it, and is put behind what it knows', async () => {
    const brought = {...mapping, columns: {customer_id: 'Tag'}};
    expect(await columnsOf(['Tag', 'Kunde'], [brought])).toEqual(brought.columns);
    remember(mapping);
    expect(await columnsOf(['Tag', 'Kunde'], [brought])).toEqual(mapping.columns);
  });

  test('holds for a file whose rows are taken for something else at first', async () => {
    expect(await columnsOf(['Tag', 'Kunde'], [mapping], 'customers')).toEqual(mapping.columns);
  });

  test('does not hold where it names a field or a column that is not there', async () => {
    for (const columns of [{nobody: 'Kunde'}, {customer_id: 'Ort'}] as Mapping['columns'][])
      expect(await columnsOf(['Tag', 'Kunde'], [{...mapping, columns}])).toBeNull();
  });

  test('is what was decided last, and what an older version wrote is nothing', async () => {
    keep('localStorage', 'stammkunde.mappings', '[["[]",{"columns":{}}]]');
    expect(await columnsOf(['Tag', 'Kunde'])).toBeNull();
    remember({...mapping, columns: {}});
    remember({...mapping, headers: ['Tag', 'Kunde']});
    expect(await columnsOf(['Tag', 'Kunde'])).toEqual(mapping.columns);
  });
});
