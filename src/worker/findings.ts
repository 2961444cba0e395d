import type {Database} from '../engine/database';
import {problemOf} from '../lib/problem';
import type {Day} from '../lib/dates';
import type {DatasetId} from '../model/dataset';
import type {Finding} from './api';
import type {Datasets} from './datasets';
import type {Turns} from './schedule';

/** The checks of datasets: the last of all tasks, and each gives way to whatever else wants the engine. */
export interface Findings {
  of(dataset: DatasetId, today: Day, turns: Turns, signal: AbortSignal): Promise<Finding[]>;
  /** Stops the check under way; it begins again when the engine is free. */
  giveWay(): void;
}

export function createFindings(datasets: Datasets): Findings {
  let running: AbortController | null = null;

  return {
    async of(id, today, turns, signal) {
      const {checks, findingOf} = await import('../imports/checks');
      const findings: Finding[] = [];
      for (const [name, check] of Object.entries(checks)) {
        /** What the check says; undefined when it gave way. */
        const look = async (database: Database): Promise<Finding | null | undefined> => {
          const {schema, dataset, receipt} = datasets.find(id);
          const own = new AbortController();
          running = own;
          try {
            await database.query(`set search_path = '${schema}'`);
            const either = AbortSignal.any([signal, own.signal]);
            return await findingOf(database, name, check, {dataset, receipt, today}, either);
          } catch (error) {
            if (own.signal.aborted && !signal.aborted && problemOf(error).code === 'cancelled')
              return undefined;
            throw error;
          } finally {
            running = null;
          }
        };
        let found = await turns(look);
        while (found === undefined) found = await turns(look);
        if (found) findings.push(found);
      }
      return findings;
    },
    giveWay: () => running?.abort(),
  };
}
