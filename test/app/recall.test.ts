import {afterEach, describe, expect, test, vi} from 'vitest';
import {keep, recall} from '../../src/app/state/recall';
import {asBefore, forgetAll, remember} from '../../src/app/state/mappings';
import type {Inspected, Recipe} from '../../src/worker/api';
import {memory} from '../helpers/memory';

const recipe = {
  target: 'orders',
  headers: ['Kunde', 'Tag'],
  columns: {customer: 'Kunde', date: 'Tag'},
  answers: {},
  states: {},
  rules: {},
} as unknown as Recipe;

/** A file with these headers, in which no column was recognised. */
const looked = (headers: readonly string[]) =>
  ({preview: {recipe: {...recipe, headers, columns: {}}}}) as unknown as Inspected;

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

  test('is nothing where storage is switched off, and the page goes on', () => {
    forbid('localStorage');
    forbid('sessionStorage');
    keep('localStorage', 'word', 'device');
    keep('sessionStorage', 'word', null);
    remember(recipe);
    expect(recall('localStorage', 'word')).toBeNull();
    expect(asBefore(looked(['Tag', 'Kunde'])).remembered).toBeUndefined();
  });

  test('are the mappings too, until all of them are forgotten', () => {
    vi.stubGlobal('localStorage', memory());
    remember(recipe);
    const {remembered, preview} = asBefore(looked(['Tag', 'Kunde']));
    expect(remembered).toBe(true);
    expect(preview.recipe.columns).toEqual(recipe.columns);
    expect(asBefore(looked(['Tag', 'Kunde', 'Ort'])).remembered).toBeUndefined();
    forgetAll();
    expect(asBefore(looked(['Tag', 'Kunde'])).remembered).toBeUndefined();
  });
});
