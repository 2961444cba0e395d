import type {RunRequest} from '../analyses/request';
import type {Database} from '../engine/database';
import {AT_ONCE} from '../engine/parts';
import {makeSharedTables, sharedStatements, type DearTable} from '../engine/scope';
import {canonicalJson, type Json} from '../lib/json';
import type {DatasetId} from '../model/dataset';
import type {Members} from '../model/members';
import {dropSchema, type Datasets} from './datasets';
import type {Ground} from './execute';
import {createLeastUsed, type LeastUsed} from './least_used';
import type {ScopeScript} from './scripts';
import {isDamaged, type Standing} from './snapshots';

/** What the shared tables are made for. */
export type Place = Pick<RunRequest, 'dataset' | 'scope'>;

/** A set of customers as a `select`, for as long as the search path is as it was left. */
export interface Chosen {
  readonly select: string;
  /** What makes the table of these customers in a schema, from the canonical tables in `main`. */
  script(target: string): string;
}

/** A scope whose shared tables stand in the engine. */
export interface Entered extends ScopeScript {
  readonly dataset: DatasetId;
  readonly schema: string;
  readonly answers: Ground['answers'];
}

/** Scopes with their shared tables. */
export interface Scopes extends Pick<LeastUsed<Entered>, 'forget' | 'clear'> {
  /** The scope of a place; its tables are made where they do not stand yet. */
  enter(database: Database, place: Place, signal: AbortSignal): Promise<Entered>;
  /** The scope of a place, if its tables stand. */
  find(place: Place): Entered | undefined;
  /** From here on names mean the tables of a scope and its dataset, and first those of a schema, where one is given. */
  look(database: Database, schema: string | null, entered: Entered): Promise<void>;
  /** The shared tables of a dataset that were used last, of all customers; null where there are none. */
  standing(dataset: DatasetId): Standing | null;
}

const MOST = 4;

/** A scope may have customers chosen by what other runs found, which only those who run know. */
export function createScopes(
  datasets: Datasets,
  choose: (database: Database, place: Place, who: Members, signal: AbortSignal) => Promise<Chosen>,
): Scopes {
  const entries = createLeastUsed<Entered>(MOST);
  let made = 0;

  const enter: Scopes['enter'] = async (database, place, signal) => {
    const {scope} = place;
    const key = keyOf(place);
    const known = entries.use(key);
    if (known) return known;
    const chosen = scope.who && (await choose(database, place, scope.who, signal));
    const {schema: canonical, dataset, shared} = datasets.find(place.dataset);
    const statements = sharedStatements(scope);
    // The statements do not say which customers were chosen.
    const kept = chosen === null && shared?.made === madeBy(statements) ? shared : null;
    const schema = `scope_${++made}`;
    await database.run(`create schema ${schema}`);
    try {
      if (chosen) {
        await database.query(`create table ${schema}.chosen_customers as\n${chosen.select}`, {}, signal);
      }
      await database.look(schema, canonical);
      const fill = kept && ((table: DearTable) => kept.fill(database, schema, table));
      await makeSharedTables(database, scope, dataset.orders, signal, fill);
      if (dataset.orders > AT_ONCE) await database.compact();
      const entered: Entered = {dataset: place.dataset, schema, chosen, statements, answers: new Map()};
      await entries.add(database, key, entered);
      return entered;
    } catch (error) {
      await dropSchema(database, schema).catch(() => undefined);
      if (!kept || !isDamaged(error)) throw error;
      datasets.unshare(place.dataset);
      return enter(database, place, signal);
    }
  };

  return {
    enter,
    find: (place) => entries.find(keyOf(place)),
    look: (database, schema, {schema: scope, dataset}) =>
      database.look(...(schema === null ? [] : [schema]), scope, datasets.find(dataset).schema),
    standing(dataset) {
      const last = entries.last((scope) => scope.dataset === dataset && scope.chosen === null);
      if (!last) return null;
      const [key, scope] = last;
      const schema = () => (entries.find(key) === scope ? scope.schema : null);
      return {made: madeBy(scope.statements), schema};
    },
    forget: entries.forget,
    clear: entries.clear,
  };
}

/** What made shared tables. */
function madeBy(statements: ScopeScript['statements']): string {
  return statements.map(({sql}) => sql).join('\n');
}

function keyOf({dataset, scope}: Place): string {
  return canonicalJson({dataset, scope} as unknown as Json);
}
