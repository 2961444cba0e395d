import {expect, test} from 'vitest';
import {openSample, visit} from '../helpers/site';

test('the sample shop opens with both cells and without a complaint', async () => {
  const {page, complaints} = await visit();
  await openSample(page);
  expect(await page.locator('article.cell').count()).toBe(2);
  expect(await page.locator('[data-analysis=overview] .takeaway').textContent()).toContain(
    'customers placed',
  );
  expect(complaints).toEqual([]);
});
