import {Problem, type ProblemFacts} from '../lib/problem';
import {defaultRules, type Target} from '../model/mapping';
import type {Text} from '../text/language';
import {keepableColumns, proposedAttributes, type Keepable} from './attributes';
import {areContacts, currencyOf, withEmail, withOrderNumber, withoutNames} from './by_cells';
import type {Refusal} from './define';
import {fieldsOf} from './fields';
import {headOf} from './formats/bytes';
import {foreignKind} from './formats/foreign';
import {headerSet} from './headers';
import type {Note} from './parse/notes';
import {tableIn, type FoundTable} from './parse/table';
import {keepsAttributes, type Dialect, type Recipe} from './recipe';
import {isSecret} from './secrets';

/** What the first look at a file says; enough to load it, or to ask what is missing. */
export interface Preview {
  readonly fileName: string;
  readonly fileSize: number;
  readonly recipe: Recipe;
  /** The first rows of data as they stand in the file. */
  readonly rows: readonly (readonly string[])[];
  /** Name of the layout that was recognised. */
  readonly layout: Text;
  /** What the layout means by its rows, and what it lacks. */
  readonly notes: readonly Text[];
  /** Fields whose column was known by what stands in it, not by its name. */
  readonly byCells?: readonly string[];
  /** Columns of passwords, tokens and means of payment: they are not read and not shown. */
  readonly withheld: readonly string[];
  /** The columns that can be kept as facts about customers. */
  readonly keepable: readonly Keepable[];
  /** The fields that a column can be chosen for, with their names. */
  readonly fields: Readonly<Record<string, Text>>;
  /** What must be mapped before the file can be loaded; each entry is a list of fields of which one is enough. */
  readonly required: readonly (readonly string[])[];
  /** What was put right in reading, or is doubtful, beyond what the rows show. */
  readonly reading: readonly Note[];
}

const HEAD = 512 << 10;
/** Beyond this a row is none. */
const LONGEST_ROW = 64 << 20;
const SHOWN = 50;

/** What the user knows better about a file. */
export interface Wish {
  readonly encoding?: Dialect['encoding'];
  readonly target?: Target;
}

/** Recognises encoding, dialect, header and system of a file from its beginning; `hidden` sheets of its workbook are only named. */
export async function inspect(
  file: File,
  {encoding, target}: Wish = {},
  hidden: readonly string[] = [],
): Promise<Preview> {
  if (file.size === 0) throw new Problem('file-empty', {file: file.name});
  const found = await beginningOf(file, encoding);
  const {dialect, headers, records, notes: reading} = found;
  const known = headerSet(headers);
  const {notesOf, profileOf, profiles, refusals} = await import('./index');
  const refusal = refusals.find((candidate) => candidate.recognises(known));
  if (refusal && !target) throw new Problem('file-not-orders', factsOf(file.name, refusal));
  const byHeaders = profiles.find((candidate) => candidate.recognises(known))!;
  const contacts = byHeaders.id === plainLayouts.orders && areContacts(byHeaders.columns(known), found);
  const recognised = contacts ? profileOf(plainLayouts.customers) : byHeaders;
  const profile =
    target === undefined || target === recognised.target ? recognised : profileOf(plainLayouts[target]);
  const rows = records
    .slice(0, SHOWN)
    .map((record) => headers.map((header, index) => (isSecret(header) ? '' : (record[index] ?? ''))));
  const named = withoutNames(profile.columns(known), {headers, records: rows});
  const columns = profile.system === undefined ? seen(named, profile.target, {headers, records}) : named;
  const currency = profile.target === 'orders' ? currencyOf(columns, {headers, records}) : undefined;
  const constants = {...(currency ? {currency} : {}), ...profile.constants?.(known, file.name)};
  return {
    fileName: file.name,
    fileSize: file.size,
    recipe: {
      profile: profile.id,
      target: profile.target,
      dialect,
      headers,
      columns,
      attributes: keepsAttributes(profile.target)
        ? proposedAttributes({headers, records, columns, size: file.size})
        : {},
      ...(Object.keys(constants).length > 0 ? {constants} : {}),
      answers: {},
      states: {},
      rules: defaultRules,
    },
    rows,
    byCells: Object.keys(columns).filter((field) => named[field] === undefined),
    reading: hidden.length > 0 ? [...reading, {kind: 'hidden-sheets', names: hidden}] : reading,
    layout: profile.name,
    notes: notesOf(profile),
    withheld: headers.filter(isSecret),
    keepable: keepsAttributes(profile.target) ? keepableColumns(headers) : [],
    fields: Object.fromEntries(
      Object.entries(fieldsOf(profile.target)).map(([field, {title}]) => [field, title]),
    ),
    required: profile.withoutCustomers
      ? required.orders.filter((options) => !options.includes('customer_id'))
      : required[profile.target],
  };
}

/** What the cells say of columns whose headers say nothing; a column of secrets is not looked at. */
function seen(
  columns: Readonly<Record<string, string>>,
  target: Target,
  {headers, records}: Pick<FoundTable, 'headers' | 'records'>,
): Readonly<Record<string, string>> {
  const open = headers.map((header) => (isSecret(header) ? '' : header));
  if (target === 'spend') return columns;
  const known = withEmail(columns, {headers: open, records});
  return target === 'orders' ? withOrderNumber(known, {headers: open, records}) : known;
}

/** The table in the beginning of a file; in more of it where not even a row fits into that. */
async function beginningOf(file: File, encoding: Dialect['encoding'] | undefined): Promise<FoundTable> {
  for (let length = HEAD; ; length *= 16) {
    const head = await headOf(file, length);
    const kind = foreignKind(head);
    if (kind) throw new Problem('file-not-a-table', {file: file.name, kind});
    const complete = head.length < length;
    try {
      return tableIn(file.name, head, complete, encoding);
    } catch (error) {
      const longer = !complete && length < LONGEST_ROW;
      const short = error instanceof Problem && ['file-no-rows', 'file-empty'].includes(error.code);
      if (!longer || !short) throw error;
    }
  }
}

/** What the refusal of a known file says, in every language: the page does not know the layouts. */
function factsOf(file: string, {name, instead}: Refusal): ProblemFacts {
  return {file, nameEn: name.en, nameDe: name.de, insteadEn: instead.en, insteadDe: instead.de};
}

/** The layout of a table of each kind that no system is known by. */
const plainLayouts: Readonly<Record<Target, string>> = {
  orders: 'generic',
  customers: 'contacts',
  events: 'events',
  spend: 'spend',
};

const required: Readonly<Record<Target, readonly (readonly string[])[]>> = {
  orders: [
    ['ordered_at'],
    ['customer_id', 'email'],
    ['total', 'net', 'subtotal', 'line_total', 'line_net', 'unit_price', 'unit_net'],
  ],
  customers: [['customer_id', 'email']],
  events: [['customer_id', 'email'], ['occurred_on'], ['kind']],
  spend: [['month'], ['amount']],
};
