import {expose} from 'comlink';
import {createDatabase} from '../engine/database';
import {openBrowser} from '../engine/open.browser';
import {holdLifeline} from '../lib/lifeline';
import {browserBed} from '../store/bed';
import {createService} from './service';

const service = createService(async (report) => createDatabase(await openBrowser(report)), browserBed());

expose({
  ...service,
  /** The page watches this lock to learn that the worker is gone. */
  hold: (lifeline: string) => holdLifeline(lifeline),
});

postMessage('ready');
