import type {Day} from '../lib/dates';
import type {DatasetId} from '../model/dataset';
import type {Finding} from './api';
import type {Datasets} from './datasets';
import type {IdleTurns} from './schedule';

/** What the checks of a dataset say, each with a turn of its own. */
export async function findingsOf(
  datasets: Datasets,
  id: DatasetId,
  today: Day,
  turns: IdleTurns,
): Promise<Finding[]> {
  const {checks, findingOf} = await import('../imports/checks');
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const found = await turns(async (database, signal) => {
      const {schema, dataset, receipt} = datasets.find(id);
      await database.look(schema);
      return findingOf(database, name, check, {dataset, receipt, today}, signal);
    });
    if (found) findings.push(found);
  }
  return findings;
}
