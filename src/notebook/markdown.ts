import {Marked, type Token, type Tokens} from 'marked';

/** A piece of a line. */
export type Inline =
  | {readonly kind: 'text' | 'code'; readonly text: string}
  | {readonly kind: 'strong' | 'emphasis' | 'struck'; readonly of: readonly Inline[]}
  | {readonly kind: 'link'; readonly href: string; readonly of: readonly Inline[]}
  /** A number of another cell: `{{cell.fact}}`, of an input cell its name alone. */
  | {readonly kind: 'quote'; readonly source: string; readonly fact: string}
  | {readonly kind: 'break'};

export interface ListItem {
  /** null: no box to tick. */
  readonly checked: boolean | null;
  readonly of: readonly Block[];
}

export interface TableCell {
  readonly align: 'left' | 'center' | 'right' | null;
  readonly of: readonly Inline[];
}

export type Block =
  | {readonly kind: 'heading'; readonly level: number; readonly of: readonly Inline[]}
  | {readonly kind: 'paragraph' | 'line'; readonly of: readonly Inline[]}
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly ListItem[];
    }
  | {readonly kind: 'quotation'; readonly of: readonly Block[]}
  | {readonly kind: 'code'; readonly text: string}
  | {
      readonly kind: 'table';
      readonly head: readonly TableCell[];
      readonly rows: readonly (readonly TableCell[])[];
    }
  | {readonly kind: 'rule'};

const quotation = /^\{\{\s*([^{}\s.]+)(?:\.(\w+))?\s*\}\}/;

const marked = new Marked({
  extensions: [
    {
      name: 'quote',
      level: 'inline',
      start: (text) => text.indexOf('{{'),
      tokenizer(text) {
        const found = quotation.exec(text);
        return found ? {type: 'quote', raw: found[0], source: found[1], fact: found[2] ?? ''} : undefined;
      },
    },
  ],
});

/**
 * Markdown as a tree without HTML: what looks like a tag is text, a picture is its words, and a link leads to the web, to
 * a mail address or to a cell of the notebook, or it is text.
 */
export function parseMarkdown(text: string): readonly Block[] {
  try {
    return blocksOf(marked.lexer(text));
  } catch (error) {
    // Thousands of signs nested in each other overflow the stack; nobody means them.
    if (error instanceof RangeError) return [{kind: 'paragraph', of: [{kind: 'text', text}]}];
    throw error;
  }
}

function blocksOf(tokens: readonly Token[] = []): readonly Block[] {
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'heading':
        return [{kind: 'heading', level: (token as Tokens.Heading).depth, of: inlinesOf(token.tokens)}];
      case 'paragraph':
        return [{kind: 'paragraph', of: inlinesOf(token.tokens)}];
      case 'text':
        return [
          {kind: 'line', of: token.tokens ? inlinesOf(token.tokens) : [plain((token as Tokens.Text).text)]},
        ];
      case 'list': {
        const {ordered, start, items} = token as Tokens.List;
        const from = typeof start === 'number' ? start : 1;
        return [{kind: 'list', ordered, start: from, items: items.map(itemOf)}];
      }
      case 'blockquote':
        return [{kind: 'quotation', of: blocksOf(token.tokens)}];
      case 'code':
        return [{kind: 'code', text: (token as Tokens.Code).text}];
      case 'table': {
        const {header, rows} = token as Tokens.Table;
        const cellOf = ({align, tokens: of}: Tokens.TableCell): TableCell => ({align, of: inlinesOf(of)});
        return [{kind: 'table', head: header.map(cellOf), rows: rows.map((row) => row.map(cellOf))}];
      }
      case 'hr':
        return [{kind: 'rule'}];
      case 'html':
        return [{kind: 'paragraph', of: [{kind: 'text', text: (token as Tokens.HTML).text.trim()}]}];
      default:
        return [];
    }
  });
}

function itemOf({task, checked, tokens}: Tokens.ListItem): ListItem {
  return {checked: task ? checked === true : null, of: blocksOf(tokens)};
}

function inlinesOf(tokens: readonly Token[] = []): readonly Inline[] {
  return tokens.flatMap((token): readonly Inline[] => {
    switch (token.type) {
      case 'text':
        return token.tokens ? inlinesOf(token.tokens) : [plain((token as Tokens.Text).text)];
      case 'escape':
      case 'html':
        return [{kind: 'text', text: (token as Tokens.Text).text}];
      case 'codespan':
        return [{kind: 'code', text: (token as Tokens.Codespan).text}];
      case 'strong':
        return [{kind: 'strong', of: inlinesOf(token.tokens)}];
      case 'em':
        return [{kind: 'emphasis', of: inlinesOf(token.tokens)}];
      case 'del':
        return [{kind: 'struck', of: inlinesOf(token.tokens)}];
      case 'link': {
        const of = inlinesOf(token.tokens);
        const href = safe((token as Tokens.Link).href);
        return href === null ? of : [{kind: 'link', href, of}];
      }
      case 'image':
        return [plain((token as Tokens.Image).text)];
      case 'quote': {
        const {source, fact} = token as unknown as {source: string; fact: string};
        return [{kind: 'quote', source, fact}];
      }
      case 'br':
        return [{kind: 'break'}];
      default:
        return [];
    }
  });
}

/** An address that a link may lead to, else null. */
function safe(href: string): string | null {
  return /^(?:https?:\/\/|mailto:|#)[^\s\p{Cc}]*$/iu.test(href) ? href : null;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  euro: '€',
};

/** Text with the entities of HTML that people write read as their signs. */
function plain(text: string): Inline {
  const read = text.replace(
    /&(?:#(\d{1,6})|(\w{2,6}));/g,
    (whole, code: string | undefined, name: string) => {
      if (code === undefined) return Object.hasOwn(named, name) ? named[name]! : whole;
      const point = Number(code);
      return point > 31 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
  return {kind: 'text', text: read};
}
