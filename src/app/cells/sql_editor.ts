import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  insertCompletionText,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {schemaCompletionSource, SQLDialect, type SQLNamespace} from '@codemirror/lang-sql';
import {bracketMatching, HighlightStyle, LanguageSupport, syntaxHighlighting} from '@codemirror/language';
import {setDiagnostics} from '@codemirror/lint';
import {Compartment, EditorState, Prec} from '@codemirror/state';
import {drawSelection, EditorView, keymap, placeholder} from '@codemirror/view';
import {tags} from '@lezer/highlight';
import {isPlainName, nameInSql} from '../../notebook/sql_name';

/** A word that may be written, with what it means. */
export interface Word {
  readonly name: string;
  readonly title: string;
}

/** A table or cell that a statement may read, with its columns. */
export interface Readable extends Word {
  readonly columns: readonly Word[];
}

/** What the reader may name in a statement. */
export interface Vocabulary {
  readonly tables: readonly Readable[];
  /** Input cells, written `$name`. */
  readonly inputs: readonly Word[];
}

interface Options {
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  /** Asked for each time a list is opened. */
  vocabulary(): Vocabulary;
  run(text: string): void;
  /** The editor was left with this text. */
  leave(text: string): void;
}

export interface SqlEditor {
  /** Another text from outside: undo, another name of an input. */
  show(text: string): void;
  /** Marks a line, counted from one, with what is wrong there; null: nothing is. */
  mark(error: {readonly line: number; readonly message: string} | null): void;
  /** Names what the editor is for, in the reader's language. */
  name(label: string, hint: string): void;
  readonly text: string;
  focus(): void;
  close(): void;
}

/** Words of DuckDB's SQL that read. */
const keywords =
  'all and anti any as asc asof between by case cast collate cross cube current desc describe distinct else end escape except exclude exists false filter first following for from full glob group grouping groups having ignore ilike in inner intersect interval into is join lambda last lateral left like limit map materialized natural not null nulls offset on or order others outer over partition percent pivot pivot_longer pivot_wider positional preceding qualify range recursive replace respect right rollup row rows sample select semi sets similar some struct summarize table tablesample then ties to true try_cast unbounded union unnest unpivot using values when where window with within';

const types =
  'bigint boolean date decimal double float hugeint integer smallint time timestamp tinyint varchar';

const functions =
  'abs any_value approx_quantile arg_max arg_min array_agg avg ceil coalesce concat contains corr count count_if cume_dist date_diff date_part date_trunc day dayname dense_rank epoch exp first_value floor generate_series greatest histogram if ifnull isodow lag last_value lead least left length list ln log lower max mean median min mode month monthname ntile nullif percent_rank power product quantile_cont quantile_disc quarter range rank regexp_extract regexp_matches replace right round row_number split_part sqrt stddev_samp strftime string_agg strptime substr sum trim upper week year';

const duckdb = SQLDialect.define({
  keywords,
  types,
  builtin: functions,
  doubleDollarQuotedStrings: true,
  specialVar: '$',
  operatorChars: '*+-%<>!=&|~^/',
  identifierQuotes: '"',
});

const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    fontSize: '13px',
  },
  '&.cm-focused': {outline: '2px solid var(--accent)', outlineOffset: '2px'},
  '.cm-scroller': {
    fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
    lineHeight: '1.6',
    minHeight: '64px',
  },
  '.cm-content': {caretColor: 'var(--ink)', padding: '8px 4px'},
  '.cm-cursor': {borderLeftColor: 'var(--ink)'},
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 25%, transparent)',
  },
  '.cm-placeholder': {color: 'var(--ink-quiet)'},
  '.cm-matchingBracket': {backgroundColor: 'color-mix(in srgb, var(--accent) 20%, transparent)'},
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 8px 24px rgb(0 0 0 / 18%)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    maxWidth: 'min(480px, calc(100vw - 48px))',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--on-accent)',
    backgroundColor: 'var(--accent)',
  },
  '.cm-completionDetail': {fontStyle: 'normal', opacity: '0.85', marginLeft: '12px'},
  '.cm-completionMatchedText': {textDecoration: 'none', fontWeight: '600'},
});

const colours = HighlightStyle.define([
  {tag: tags.keyword, color: 'var(--accent)'},
  {tag: [tags.string, tags.special(tags.string)], color: 'var(--good)'},
  {tag: [tags.number, tags.bool, tags.null], color: 'var(--warning)'},
  {tag: tags.comment, color: 'var(--ink-quiet)', fontStyle: 'italic'},
  {tag: tags.special(tags.name), color: 'var(--rising)'},
]);

/**
 * An editor for SQL. It stands in a shadow tree of its own: there its styles are constructed sheets, which the page's
 * policy allows, and not elements, which it does not.
 */
export function sqlEditor(host: HTMLElement, options: Options): SqlEditor {
  const root = host.shadowRoot ?? host.attachShadow({mode: 'open'});
  const words = new Compartment();
  const named = (label: string, hint: string) => [
    EditorView.contentAttributes.of({'aria-label': label, spellcheck: 'false', autocapitalize: 'off'}),
    placeholder(hint),
  ];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        EditorView.lineWrapping,
        new LanguageSupport(duckdb.language),
        syntaxHighlighting(colours),
        look,
        words.of(named(options.label, options.hint)),
        autocompletion({
          icons: false,
          override: [(context) => completions(context, options.vocabulary())],
        }),
        Prec.highest(
          keymap.of([
            {
              key: 'Mod-Enter',
              run(editor) {
                closeCompletion(editor);
                options.run(editor.state.doc.toString());
                return true;
              },
            },
            {key: 'Enter', run: acceptCompletion},
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.domEventHandlers({
          beforeinput: typeOver,
          blur(_, editor) {
            closeCompletion(editor);
            options.leave(editor.state.doc.toString());
          },
        }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    show(text) {
      if (text !== view.state.doc.toString())
        view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: text}});
    },
    mark(error) {
      const {doc} = view.state;
      const line = error && doc.line(Math.max(1, Math.min(doc.lines, error.line)));
      const indent = line ? /^\s*/.exec(line.text)![0].length : 0;
      view.dispatch(
        setDiagnostics(
          view.state,
          line ? [{from: line.from + indent, to: line.to, severity: 'error', message: error.message}] : [],
        ),
      );
    },
    name: (label, hint) => view.dispatch({effects: words.reconfigure(named(label, hint))}),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

/**
 * Types over a selection, or several lines at once: the browser would do it with elements that have style attributes of
 * its own, which the page's policy refuses with a complaint.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const {state} = view;
  const {from, to} = state.selection.main;
  const text = event.data;
  if (event.inputType !== 'insertText' || text === null) return false;
  if (from === to && !text.includes('\n')) return false;
  const insert = () => state.update(state.replaceSelection(text), {userEvent: 'input.type'});
  const taken = state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, insert));
  if (!taken) view.dispatch(insert());
  return true;
}

async function completions(
  context: CompletionContext,
  {tables, inputs}: Vocabulary,
): Promise<CompletionResult | null> {
  const input = context.matchBefore(/\$\w*/);
  if (input)
    return {
      from: input.from,
      options: inputs.map(({name, title}) => ({label: `$${name}`, detail: title})),
      validFor: /^\$\w*$/,
    };
  // After a point the columns of the table or its alias stand, and nothing else.
  if (context.matchBefore(/\.\w*/)) return columnsOfAlias(context, tables);
  const word = context.matchBefore(/"?[\p{L}\p{N}_]+|"/u);
  if (!word && !context.explicit) return null;
  const text = context.state.doc.toString().toLowerCase();
  const from = word?.from ?? context.pos;
  const listed = tables.map(offered);
  const validFor = /^"?[\p{L}\p{N}_]*$/u;
  if (/\b(from|join)\s+$/.test(text.slice(0, from))) return {from, options: listed, validFor};
  const read = tables.filter(({name}) =>
    isPlainName(name) ? new RegExp(`\\b${name}\\b`).test(text) : text.includes(nameInSql(name).toLowerCase()),
  );
  const columns = new Map<string, Completion>();
  for (const {name, columns: own} of read)
    for (const column of own)
      columns.set(column.name, {label: column.name, detail: `${column.title} · ${name}`, boost: 2});
  return {
    from,
    options: [
      ...columns.values(),
      ...listed,
      ...keywords.split(' ').map((label): Completion => ({label})),
      ...functions.split(' ').map((label): Completion => ({label, apply: `${label}(`, boost: -1})),
    ],
    validFor,
  };
}

function offered({name, title}: Readable): Completion {
  if (isPlainName(name)) return {label: name, detail: title, boost: 1};
  return {
    label: nameInSql(name),
    detail: title,
    boost: 1,
    apply(view, {label}, from, to) {
      // Whoever typed the first quotation mark got the second with it.
      const closed = view.state.sliceDoc(to, to + 1) === '"';
      view.dispatch(insertCompletionText(view.state, label, from, closed ? to + 1 : to));
    },
  };
}

function columnsOfAlias(context: CompletionContext, tables: readonly Readable[]) {
  const schema: SQLNamespace = Object.fromEntries(
    tables.map(({name, columns}) => [
      // A point would stand for a schema.
      name.replaceAll('.', '\\.'),
      columns.map((column): Completion => ({label: column.name, detail: column.title})),
    ]),
  );
  return schemaCompletionSource({dialect: duckdb, schema})(context);
}
