import {analyses, type AnalysisId} from '../analyses';
import type {Shape} from '../analyses/define';
import type {RunRequest} from '../analyses/request';
import type {Dataset} from '../model/dataset';
import {parseValues} from '../model/fields';
import type {NamedValue, QueryRequest} from '../model/query';
import type {AnalysisCell, InputCell, Notebook, SqlCell} from './document';

import {readableAudiences} from './readable';
import {paramsOf, type FactsOf} from './references';
import {membersOf, scopeOf} from './scope_of';

/**
 * What an analysis cell asks the worker for; parameters that only change its picture are no part of it. Null while the
 * cell waits for the value of another.
 */
export function requestOf(
  notebook: Notebook,
  cell: AnalysisCell & {readonly analysis: AnalysisId},
  {fields}: Pick<Shape, 'fields'>,
  dataset: Dataset,
  factsOf: FactsOf,
): RunRequest | null {
  const stored = paramsOf(notebook, cell, factsOf);
  if (!stored) return null;
  const params = Object.fromEntries(
    Object.entries(parseValues(fields, stored)).filter(([name]) => fields[name]!.effect === 'result'),
  );
  const {version} = analyses[cell.analysis];
  return {dataset: dataset.id, analysis: cell.analysis, version, params, scope: scopeOf(notebook, dataset)};
}

/** What an SQL cell asks the worker for: its statement, and only what that reads of the cells above, audiences and inputs. */
export function queryOf(notebook: Notebook, cell: SqlCell, dataset: Dataset): QueryRequest {
  const above = notebook.cells.slice(0, notebook.cells.indexOf(cell));
  const sources = readBy(
    cell.sql,
    above.filter((other) => other.kind === 'sql'),
  );
  const texts = [cell, ...sources].map(({sql}) => sql).join('\n');
  // In SQL a quotation mark inside of a name is doubled.
  const names = texts.replaceAll('""', '"');
  const audiences = readableAudiences(notebook).filter(({name}) => says(names, name.toLowerCase()));
  const inputs = notebook.cells.filter((other) => other.kind === 'input' && says(texts, `$${other.name}`));
  return {
    dataset: dataset.id,
    scope: scopeOf(notebook, dataset),
    sql: cell.sql,
    sources: sources.map(({name, sql}) => ({name, sql})),
    audiences: audiences.map((audience) => ({
      name: audience.name,
      who: membersOf(notebook, audience, dataset),
    })),
    inputs: Object.fromEntries((inputs as InputCell[]).map((input) => [input.name, valueOf(input)])),
  };
}

/** Of the cells above those that a statement names, and those that these name; in their order. */
function readBy(sql: string, above: readonly SqlCell[]): readonly SqlCell[] {
  let texts = sql;
  const found: SqlCell[] = [];
  for (const cell of [...above].reverse()) {
    if (!says(texts, cell.name)) continue;
    found.unshift(cell);
    texts += `\n${cell.sql}`;
  }
  return found;
}

/** Whether a name stands in a text as a word of its own, be it in a comment: that one runs too often does no harm. */
function says(text: string, name: string): boolean {
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const around = [lower[at - 1] ?? ' ', lower[at + name.length] ?? ' '];
    if (!around.some((sign) => /\w/.test(sign))) return true;
  }
  return false;
}

function valueOf({input, value}: InputCell): NamedValue {
  return input === 'date' && typeof value === 'number' ? {day: value} : value;
}
