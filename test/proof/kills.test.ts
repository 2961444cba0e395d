import {expect, test} from 'vitest';
import {figure} from '../helpers/figure';
import {copyRelease} from '../helpers/release';
import {serveFolder} from '../helpers/static_server';
import {killed} from './kills';

const KILLS = 108;

test('browsers that are killed during saves, imports and updates have lost nothing that was acknowledged', async () => {
  const releases = await copyRelease();
  const site = await serveFolder(releases.folder);
  const {kills, during, removed, restored, acknowledged, lost, datasetsLost, unopened} = await killed(
    KILLS,
    site.address,
    releases.publish,
  );
  const {saves, imports, updates} = during;
  figure(
    'browser kills survived',
    `${kills - unopened} of ${kills} (${saves} during saves, ${imports} imports, ${updates} updates); the database was gone after ${restored}, and came back`,
  );
  figure('saves lost by kills', `${lost} of ${acknowledged} acknowledged; ${datasetsLost} datasets`);
  expect({unopened, lost, datasetsLost}).toEqual({unopened: 0, lost: 0, datasetsLost: 0});
  expect(restored).toBeGreaterThanOrEqual(removed);
  expect(acknowledged).toBeGreaterThanOrEqual(2000);
  await site.close();
  await releases.remove();
}, 3_600_000);
