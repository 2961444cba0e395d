import {expose} from 'comlink';
import {createDatabase} from '../engine/database';
import {openBrowser} from '../engine/open.browser';
import {holdLifeline} from '../lib/lifeline';
import {createService} from './service';

const service = createService(async (report) => createDatabase(await openBrowser(report)));

expose({
  ...service,
  /** The page watches this lock to learn that the worker is gone. */
  hold: (lifeline: string) => holdLifeline(lifeline),
});

postMessage('ready');
