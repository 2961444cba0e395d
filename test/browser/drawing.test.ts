import {flushSync} from 'svelte';
import {SvelteMap} from 'svelte/reactivity';
import {describe, expect, test} from 'vitest';
import {analyses} from '../../src/analyses';
import type {Result} from '../../src/analyses/request';
import Picture from '../../src/app/result/Picture.svelte';
import {Settings} from '../../src/app/state/settings.svelte';
import {createFormat} from '../../src/text/format';
import {withinApp} from '../helpers/within_app';

describe('the picture of a cell', () => {
  /** A picture that says with which parameter it was drawn, and what is handed to it. */
  async function picture() {
    const drawn: unknown[] = [];
    const face = {
      ...(await analyses.rfm.face()),
      chart(_: Result, {view}: Record<string, unknown>) {
        drawn.push(view);
        return document.createElement('p');
      },
    };
    const given = new SvelteMap<string, unknown>([
      ['params', {view: 'first'}],
      ['result', {}],
      ['stale', false],
    ]);
    const props = {face, format: createFormat('en', 'EUR'), pick: null};
    for (const name of given.keys())
      Object.defineProperty(props, name, {get: () => given.get(name), enumerable: true});
    withinApp({settings: new Settings()}, (anchor) => Picture(anchor, props as never));
    return {
      drawn,
      give(next: object) {
        for (const [name, value] of Object.entries(next)) given.set(name, value);
        flushSync();
      },
    };
  }

  test('is drawn once for a change that runs its question again: when the answer is there', async () => {
    const {drawn, give} = await picture();
    await expect.poll(() => drawn).toEqual(['first']);
    give({params: {view: 'second'}, stale: true});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(drawn).toEqual(['first']);
    give({result: {}, stale: false});
    await expect.poll(() => drawn).toEqual(['first', 'second']);
  });

  test('is drawn of an older result where there was none before', async () => {
    const {drawn, give} = await picture();
    give({stale: true});
    await expect.poll(() => drawn).toEqual(['first']);
  });
});
