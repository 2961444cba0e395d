import {afterEach, describe, expect, test, vi} from 'vitest';
import {analyses} from '../../src/analyses';
import {Faces} from '../../src/app/state/faces.svelte';

afterEach(() => void vi.restoreAllMocks());

describe('the words and pictures of an analysis', () => {
  test('are there after they were asked for, and asked for once', async () => {
    const asked = vi.spyOn(analyses.overview, 'face');
    const faces = new Faces();
    expect(faces.of('overview')).toBeUndefined();
    await expect.poll(() => faces.of('overview')?.shape).toBeDefined();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(faces.problemOf('overview')).toBeNull();
  });

  test('are loaded one after another where they are going to be shown', async () => {
    const order: string[] = [];
    for (const id of ['rfm', 'churn'] as const) {
      const {face} = analyses[id];
      vi.spyOn(analyses[id], 'face').mockImplementation(async () => {
        order.push(`${id} asked`);
        const found = await face();
        order.push(`${id} there`);
        return found as never;
      });
    }
    const faces = new Faces();
    await faces.prepare(['rfm', 'churn']);
    expect(order).toEqual(['rfm asked', 'rfm there', 'churn asked', 'churn there']);
    expect(faces.of('churn')?.shape).toBeDefined();
  });

  test('are said to be missing where the host does not give them, until it does', async () => {
    vi.spyOn(analyses.overview, 'face').mockRejectedValueOnce(new TypeError('failed to fetch'));
    const faces = new Faces();
    faces.of('overview');
    await expect.poll(() => faces.problemOf('overview')?.code).toBe('part-unavailable');
    await expect.poll(() => faces.of('overview')?.shape).toBeDefined();
    expect(faces.problemOf('overview')).toBeNull();
  });
});
