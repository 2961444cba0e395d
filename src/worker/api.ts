import type {RunRequest, Result, Statement} from '../analyses/request';
import type {TableFormatId} from '../exports';
import type {Separator} from '../exports/csv';
import type {Leaving} from '../exports/define';
import type {Outcome} from '../lib/outcome';
import type {Table} from '../lib/table';
import type {Finding} from '../imports/checks/define';
import type {LoadOutcome, LoadProgress} from '../imports/load';
import type {Preview, Wish} from '../imports/inspect';
import type {Reason} from '../imports/receipt';
import type {Receipt} from '../imports/receipt';
import type {Recipe, Source} from '../imports/recipe';
import type {Trial} from '../imports/trial';
import type {Day} from '../lib/dates';
import type {Dataset, DatasetId} from '../model/dataset';
import type {Attempt} from '../proof/attempt';
import type {Traffic} from '../proof/traffic';
import type {Order, Selection} from '../model/filter';
import type {Members} from '../model/members';
import type {QueryAnswer, QueryRequest} from '../model/query';
import type {Backup} from '../store/backup';
import type {CanonicalTable} from '../model/tables';
import type {Values, ValuesRequest} from './values';

export type {LeftOut} from '../imports/parse/notes';
export type {FileReceipt, Receipt} from '../imports/receipt';
export type {Value, Values, ValuesRequest} from './values';
export type {OpenQuestion} from '../imports/read_files';
export type {Recipe} from '../imports/recipe';
export type {Finding, LoadOutcome, LoadProgress, Preview, Source, Trial, Wish};

export type {Backup};

export interface Inspected {
  readonly file: File;
  readonly preview: Preview;
  /** A file of the sample shop: it can be made again at any time. */
  readonly sample?: true;
}

/** What is kept of a dataset: the files it came from, or its tables where these can no longer be read. */
export type Kept = 'files' | 'tables';

/** A notebook that came with its data. */
export interface Bundle {
  /** The document as text. */
  readonly document: string;
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  /** How the files were read that the data came from. */
  readonly recipes: readonly Recipe[];
}

/** A dataset that was brought back from the store. */
export interface Reopened {
  readonly dataset: Dataset;
  readonly receipt: Receipt;
  readonly files: readonly Inspected[];
  /** The folder that all files came from. */
  readonly folder: FileSystemDirectoryHandle | null;
}

/** A stretch of the customers behind a result. */
export interface PageRequest {
  readonly request: RunRequest;
  readonly table: string;
  /** Of several one is enough. */
  readonly where: Selection | readonly Selection[];
  readonly order: Order;
  readonly from: number;
  readonly to: number;
}

export interface Page {
  readonly rows: Table;
  /** Rows of the selection in all. */
  readonly total: number;
}

/** Customers of a set, found among all orders of a dataset up to the day of a scope. */
export interface MembersRequest extends Pick<RunRequest, 'dataset' | 'scope'> {
  readonly who: Members;
}

/** Columns are those of `model/people.ts`. */
export interface MembersList extends MembersRequest {
  readonly columns: readonly string[];
  readonly order: Order;
}

/** One customer among all orders up to the day of a scope, and her rows in tables that runs keep. */
export interface PersonRequest extends Pick<RunRequest, 'dataset' | 'scope'> {
  readonly customer: number;
  readonly rows: readonly {readonly request: RunRequest; readonly table: string}[];
}

export interface Person {
  /** One row, with the columns of `model/people.ts`. */
  readonly facts: Table;
  readonly attributes: Table;
  /** Oldest first. */
  readonly orders: Table;
  readonly lines: Table;
  /** In the order they were asked for; empty where she is not in a table. */
  readonly rows: readonly Table[];
}

export interface Size {
  readonly people: number;
  /** Those of them with a purchase. */
  readonly buyers: number;
  readonly revenue: number;
  readonly withEmail: number;
  /** Of the whole dataset on that day. */
  readonly allBuyers: number;
  readonly allRevenue: number;
}

export type SaveRequest =
  | ({readonly kind: 'members'} & MembersList)
  | {
      readonly kind: 'customers';
      readonly page: Omit<PageRequest, 'from' | 'to'>;
      /** Names and e-mails too. */
      readonly personal: boolean;
    }
  | {
      readonly kind: 'bundle';
      readonly dataset: DatasetId;
      /** The document as text. */
      readonly document: string;
      /** Names, e-mails, customer numbers and birthdays too. */
      readonly personal: boolean;
    }
  | ({
      readonly kind: 'table';
      readonly request: RunRequest;
      readonly table: string;
      readonly as: TableFormatId;
    } & Pick<Leaving, 'title' | 'language' | 'words'>)
  | {
      readonly kind: 'answer';
      readonly request: QueryRequest;
      readonly title: string;
      readonly language: Leaving['language'];
      readonly as: TableFormatId;
    }
  | {
      readonly kind: 'canonical';
      readonly dataset: DatasetId;
      readonly table: CanonicalTable;
      readonly as: 'csv' | 'parquet';
    }
  | {
      readonly kind: 'set-aside';
      readonly dataset: DatasetId;
      readonly source: number;
      /** What each reason is called in the language of the reader. */
      readonly words: Readonly<Record<Reason, string>>;
      readonly separator: Separator;
    };

/** News of a run that is not finished. */
export interface Early {
  /** The first result; once. */
  readonly result?: Result;
  /** Share of the rest that is done. */
  readonly done: number;
}

/** What a dataset was made of: files that were read, or the notebook that it came with. */
export type Origin = readonly Source[] | File;

/**
 * What the page may ask of the worker. Rows of people stay there: results hold aggregates, customer lists come in
 * pages. Every call carries a ticket that `cancel` takes back.
 */
export interface WorkerApi {
  /** Settles when the engine is ready; reports the share of it that is loaded. */
  start(report: (share: number) => void): Promise<Outcome<void>>;
  /** The tables in a file, or those of the sample shop; reports the share of a packed file that is unpacked. */
  inspect(
    ticket: number,
    source: File | 'sample',
    report: (share: number) => void,
  ): Promise<Outcome<Inspected[]>>;
  /** What is in a file, where the user knows something better. */
  inspectAs(file: File, wish: Wish): Promise<Outcome<Preview>>;
  /** How the beginning of a file is read under its recipe. */
  trial(ticket: number, source: Source): Promise<Outcome<Trial>>;
  load(
    ticket: number,
    dataset: DatasetId,
    sources: readonly Source[],
    report: (progress: LoadProgress) => void,
  ): Promise<Outcome<LoadOutcome>>;
  /** Makes a dataset present again after the worker was restarted. */
  open(ticket: number, dataset: DatasetId, origin: Origin): Promise<Outcome<void>>;
  /** The result; of a long run `show` gets a first one before, and then how much of the rest is done. */
  run(ticket: number, request: RunRequest, show: (early: Early) => void): Promise<Outcome<Result>>;
  /** Makes what stands behind a result that is shown already, while nobody waits: its customers, and what changes of it ask. */
  prepare(ticket: number, request: RunRequest): Promise<Outcome<void>>;
  /** The answer to a statement of the reader, which only reads. */
  query(ticket: number, request: QueryRequest): Promise<Outcome<QueryAnswer>>;
  page(ticket: number, request: PageRequest): Promise<Outcome<Page>>;
  /** How large sets of customers are; one that cannot be found does not keep the others waiting. */
  sizes(
    ticket: number,
    place: Pick<RunRequest, 'dataset' | 'scope'>,
    sets: readonly Members[],
  ): Promise<Outcome<Outcome<Size>[]>>;
  members(
    ticket: number,
    list: MembersList & {readonly from: number; readonly to: number},
  ): Promise<Outcome<Page>>;
  person(ticket: number, request: PersonRequest): Promise<Outcome<Person>>;
  /** What makes the table `chosen_customers` of a set, from the canonical tables. */
  membersSql(ticket: number, request: MembersRequest): Promise<Outcome<Statement[]>>;
  /** The values that one can filter or choose by. */
  values(ticket: number, request: ValuesRequest): Promise<Outcome<Values>>;
  save(ticket: number, request: SaveRequest): Promise<Outcome<Blob>>;
  /** What the checks of a dataset have to say on a day; whatever else is asked goes before each of them. */
  findings(ticket: number, dataset: DatasetId, today: Day): Promise<Outcome<Finding[]>>;
  forget(dataset: DatasetId): Promise<Outcome<void>>;
  /** Keeps a dataset with the files it came from, and the folder of all of them, in this browser; on disk when it settles. */
  keep(
    ticket: number,
    dataset: DatasetId,
    files: readonly Inspected[],
    folder: FileSystemDirectoryHandle | null,
  ): Promise<Outcome<Kept>>;
  /** Puts the tables of a dataset that is kept beside its files, while nobody needs the engine. */
  snapshot(ticket: number, dataset: DatasetId): Promise<Outcome<void>>;
  /** Brings back a dataset that is kept. */
  reopen(ticket: number, dataset: DatasetId): Promise<Outcome<Reopened>>;
  /** All that is kept as one file. */
  backUp(): Promise<Outcome<Backup>>;
  /** Puts the notebooks of a backup beside those that are kept; their names in the store. */
  restore(backup: File): Promise<Outcome<string[]>>;
  /** Makes the data of a notebook that came with them present as a dataset. */
  unbundle(ticket: number, dataset: DatasetId, file: File): Promise<Outcome<Bundle>>;
  /** Removes from the store what no notebook needs any more. */
  sweep(): Promise<Outcome<void>>;
  /** Tries to reach another address from this worker and from its engine, and says what became of each try. */
  attempts(address: string): Promise<Outcome<Attempt[]>>;
  /** What this worker has asked for. */
  traffic(): Promise<Outcome<Traffic>>;
  cancel(ticket: number): Promise<void>;
}
