import {createDatabase} from '../engine/database';
import {openNode} from '../engine/open.node';
import type {Bed} from '../store/bed';
import type {WorkerApi} from './api';
import {createService} from './service';

/** The service on this thread, with the engine of the tests; it keeps what it keeps in `bed`. */
export function localService(bed: Bed | null = null): WorkerApi {
  return createService(async () => createDatabase(await openNode()), bed);
}
