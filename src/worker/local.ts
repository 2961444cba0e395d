import {createDatabase} from '../engine/database';
import {openNode} from '../engine/open.node';
import type {WorkerApi} from './api';
import {createService} from './service';

/** The service on this thread, with the engine of the tests. */
export function localService(): WorkerApi {
  return createService(async () => createDatabase(await openNode()));
}
