import {obeying, type Database} from '../engine/database';
import {identifier} from '../lib/sql';
import {rowsOf} from '../lib/table';
import type {OrderState} from '../model/mapping';
import {fieldsOf, type Reading} from './fields';
import {headOf} from './formats/bytes';
import type {FileReceipt} from './receipt';
import type {Source} from './recipe';
import {rowTable} from './rows';
import {stage} from './stage';
import {typeRows} from './type_rows';
import {sampleRows} from './typing';
import type {Verdict} from './verdict';
import {makeWork} from './work';

/** A cell as it stands in the file, and what it is read as; null where it gives no value. */
export interface Sample {
  readonly raw: string;
  readonly read: string | null;
}

/** How the beginning of a file is read under a recipe. */
export interface Trial {
  /** Rows of data that were read for it. */
  readonly rows: number;
  readonly fields: Readonly<
    Record<string, {readonly reading: Reading; readonly filled: number; readonly samples: readonly Sample[]}>
  >;
  readonly unreadable: FileReceipt['unreadable'];
  readonly verdicts: readonly Verdict[];
  /** Whether any row pays money back. */
  readonly refunds: boolean;
  /** The words that stand for a status, the most frequent first, and what each is taken to mean. */
  readonly statuses: readonly {readonly word: string; readonly rows: number; readonly state: OrderState}[];
}

const HEAD = 512 << 10;
const SAMPLES = 3;

const paysBack = `refunded <> 0 or adjusted_total > 0 or kind = 'refund' or quantity < 0
  or least(total, net, subtotal, line_total, line_net) < 0`;

/** Reads the beginning of a file as the import would read the whole, in the current schema. */
export async function trialOf(engine: Database, {file, recipe}: Source, signal: AbortSignal): Promise<Trial> {
  const database = obeying(engine, signal);
  const head = await headOf(file, HEAD);
  const beginning = new File([head as Uint8Array<ArrayBuffer>], file.name);
  await makeWork(database, [{recipe}], signal);
  const staged = await stage(database, {file: beginning, recipe}, signal, () => undefined);
  // The last record of a part of a file may be cut off.
  if (head.length === HEAD)
    await database.query('delete from staged where rowid = (select max(rowid) from staged)');
  await sampleRows(database, staged.rows);
  const {unreadable, verdicts} = await typeRows(database, 0, {file, recipe}, staged, () => undefined);
  const fields: Record<string, Trial['fields'][string]> = {};
  for (const [field, column] of Object.entries(staged.columns)) {
    const [counted] = rowsOf(await database.query(`select count(${column}) as filled from staged`));
    const samples = await database.query(
      `select ${column} as raw, any_value(${identifier(field)})::varchar as read, min(staged.rowid) as first
      from staged join ${rowTable(recipe.target)} as typed on typed.row = staged.rowid
      where ${column} is not null group by ${column} order by first limit ${SAMPLES}`,
    );
    fields[field] = {
      reading: fieldsOf(recipe.target)[field]!.reading,
      filled: Number(counted!['filled']),
      samples: rowsOf(samples).map(({raw, read}) => ({
        raw: String(raw),
        read: read === null || read === undefined ? null : String(read),
      })),
    };
  }
  const statuses = await database.query(
    `select status as word, any_value(m.state) as state, count(*) as rows
    from states_by_status as m join orders_rows as r using (status)
    group by status order by count(*) desc, status`,
  );
  const states = rowsOf(statuses).map(({word, rows, state}) => ({
    word: String(word),
    rows: Number(rows),
    state: state as OrderState,
  }));
  const paidBack = await database.query(`select 1 from orders_rows where ${paysBack} limit 1`);
  return {
    rows: staged.rows,
    fields,
    unreadable,
    verdicts,
    statuses: states,
    refunds: paidBack.rows > 0 || states.some(({state}) => state === 'refunded'),
  };
}
