import type {Lead} from '../charts/lead';
import type {Cell, Table} from '../lib/table';
import type {Columns, ColumnKind} from '../model/columns';
import type {Fields, Values} from '../model/fields';
import type {Selection} from '../model/filter';
import type {Scope} from '../model/scope';
import type {CanonicalTable} from '../model/tables';
import type {Format} from '../text/format';
import type {Language, Text} from '../text/language';
import type {Parameters} from '../lib/sql';
import type {Facts, Result, Suggested} from './request';

/** The contract of an analysis: what goes in and what comes out. */
export interface Shape {
  readonly needs: readonly CanonicalTable[];
  readonly fields: Fields;
  /** Working tables that several statements of a run read. */
  readonly steps?: Readonly<Record<string, Columns>>;
  /** Tables with a row per customer, which stay in the worker for paging and export. */
  readonly keeps: Readonly<Record<string, Columns>>;
  readonly tables: Readonly<Record<string, Columns>>;
  /** Those of them that grow with the customers, and that nothing on the page is made of: it gets their first rows. */
  readonly long?: readonly string[];
  readonly facts: Readonly<Record<string, ColumnKind>>;
}

export function shape<const S extends Shape>(definition: S): S {
  return definition;
}

export type ParamsOf<S extends Shape> = Values<S['fields']>;

/** What `run.ts` works with; SQL names only canonical and shared tables and what the run has made before. */
export interface RunContext<S extends Shape = Shape> {
  readonly params: ParamsOf<S>;
  readonly scope: Scope;
  /** Runs the statement of one declared table. */
  query(table: keyof S['tables'] & string, sql: string, parameters?: Parameters): Promise<Table>;
  /** What the next change may ask of a declared table: the statement is run when nobody waits, and its answer is at hand then. */
  foresee(table: keyof S['tables'] & string, sql: string, parameters?: Parameters): void;
  /** Makes a declared working table, which later statements of the run find under its name. */
  make(table: keyof S['steps'] & string, sql: string, parameters?: Parameters): Promise<void>;
  /** Says how a declared table of customers is made; it is, once somebody looks at its rows. */
  keep(table: keyof S['keeps'] & string, sql: string, parameters?: Parameters): void;
  /** Lets other calls in, and throws when the run is cancelled: to be awaited now and then in long computations. */
  pause(): Promise<void>;
}

/** What the rest of a run works with while the first result is on screen and others use the engine. */
export interface LaterContext<S extends Shape = Shape> {
  readonly query: RunContext<S>['query'];
  readonly pause: RunContext<S>['pause'];
  /** Tells the reader how much of the rest is done, 0–1. */
  progress(share: number): void;
}

export interface RunOutput<S extends Shape = Shape> {
  readonly tables: Readonly<Record<keyof S['tables'], Table>>;
  readonly facts: Readonly<Record<keyof S['facts'], number | null>>;
  /** Values that the data led to, by parameter. */
  readonly suggested?: Suggested;
  /** The rest of a long run: its result takes the place of this one. */
  readonly later?: (context: LaterContext<S>) => Promise<RunOutput<S>>;
}

/** A set of kept rows that a part of a picture stands for. */
export interface Pick {
  readonly table: string;
  readonly where: Selection;
  readonly title: Text;
}

/** What a picture is drawn into. */
export interface Frame {
  readonly width: number;
  readonly format: Format;
  readonly language: Language;
  /** The way from a part of the picture to the customers behind it. */
  pick(pick: Pick): Lead;
  /** Draws what is missing from a large picture in a task of its own; without it all is drawn at once. */
  later?(draw: () => void): void;
}

/** Paragraphs: what every number means, its limits and its source. */
export type Definition = Readonly<Record<Language, readonly string[]>>;

/** What leads a reader to an analysis and through it. */
export interface Guide {
  /** Words that somebody asks with who does not know its name; those of the question need not be repeated. */
  readonly words: Text;
  /** The guided path: what the picture shows, how to read it, what to do; a sentence each. */
  readonly shows: Text;
  readonly reading: Text;
  readonly doing: Text;
}

export interface Texts {
  /** One or two sentences computed from the result; `**…**` marks the numbers. */
  takeaways(facts: Facts, format: Format): Readonly<Record<Language, readonly string[]>>;
  definition(): Promise<{readonly definition: Definition}>;
  /** The reader's word for a value that SQL has under a plain name, where there is one. */
  word?(column: string, value: Cell): Text | undefined;
  /**
   * Titles of the tables that the picture or a sentence is made of, in the order of their weight. What is not named is a
   * working table: rows that only statistics are computed from.
   */
  readonly tables: Readonly<Record<string, Text>>;
  /** Titles of the facts that texts may quote and parameters of other cells may take, those of most weight first. */
  readonly facts: Readonly<Record<string, Text>>;
  /** What the picture shows, for those who do not see it. */
  readonly picture: Text;
}

/** What the page has of an analysis; loaded with its first cell. */
export interface Face<S extends Shape = Shape> {
  readonly shape: S;
  readonly texts: Texts;
  chart(result: Result, params: ParamsOf<S>, frame: Frame): Node;
}

/** What the worker has of an analysis. */
export interface Body<S extends Shape = Shape> {
  readonly shape: S;
  run(context: RunContext<S>): Promise<RunOutput<S>>;
}

export interface Analysis<S extends Shape = Shape> {
  readonly id: string;
  /** Raised when the same input gives another result. */
  readonly version: number;
  /** Name of the analysis, small above the cell. */
  readonly name: Text;
  /** The question, as title. */
  readonly question: Text;
  /** Names of its tables and of those it keeps: what only asks for names does without all their columns. */
  readonly tables: readonly (keyof (S['tables'] & S['keeps']) & string)[];
  guide(): Promise<{readonly guide: Guide}>;
  face(): Promise<Face<S>>;
  body(): Promise<Body<S>>;
}

/** Checks a definition against its own shape; afterwards its particular types no longer matter. */
export function defineAnalysis<const S extends Shape>(analysis: Analysis<S>): Analysis {
  return analysis as unknown as Analysis;
}
