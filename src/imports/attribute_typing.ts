import type {Database} from '../engine/database';
import {literal} from '../lib/sql';
import {attributeReading} from '../model/attributes';
import {keptFrom, type Recipe} from './recipe';
import type {Staged} from './stage';
import {saysNothing, typeColumn} from './typing';

const readings = {flag: 'flag', number: 'amount', text: 'text'} as const;

/**
 * The values of a row's attributes as a list, null where it has none of them; null without attributes. Their names go into
 * `attribute_names`.
 */
export async function attributeSql(
  database: Database,
  source: number,
  recipe: Recipe,
  {attributes}: Staged,
): Promise<string | null> {
  if (attributes.length === 0) return null;
  const names = keptFrom(recipe).map(([name]) => name);
  const rows = names.map((name, place) => `(${source}, ${place}, ${literal(name)})`);
  await database.query(`insert into attribute_names values ${rows.join(', ')}`);
  const values: string[] = [];
  for (const [place, column] of attributes.entries())
    values.push(await valueSql(database, names[place]!, column));
  return `case when coalesce(${attributes.join(', ')}) is not null then [${values.join(', ')}] end`;
}

/** The text of an attribute's value; a cell that cannot be read as what it should be stays as it stands. */
async function valueSql(database: Database, name: string, column: string): Promise<string> {
  const reading = attributeReading(name);
  const spec = {reading: readings[reading], title: {en: name, de: name}, synonyms: []};
  const {sql} = await typeColumn(database, name, spec, column, name, {});
  if (reading === 'text') return sql;
  const read =
    reading === 'flag'
      ? `case ${sql} when true then 'yes' when false then 'no' end`
      : `regexp_replace((${sql})::varchar, '[.]?0+$', '')`;
  return `coalesce(${read}, case when not ${saysNothing(column)} then trim(${column}) end)`;
}
