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

  test('are said to be missing where the host does not give them, until it does', async () => {
    vi.spyOn(analyses.overview, 'face').mockRejectedValueOnce(new TypeError('failed to fetch'));
    const faces = new Faces();
    faces.of('overview');
    await expect.poll(() => faces.problemOf('overview')?.code).toBe('part-unavailable');
    await expect.poll(() => faces.of('overview')?.shape).toBeDefined();
    expect(faces.problemOf('overview')).toBeNull();
  });
});
