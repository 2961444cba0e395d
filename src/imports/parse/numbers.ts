export type DecimalMark = '.' | ',';

/** What the cells of an amount column say about their decimal mark. */
export interface AmountVerdict {
  /** null: every dotted or comma'd value has exactly three digits behind one mark, so both readings fit. */
  readonly mark: DecimalMark | null;
  /** The cells are plain numbers that the engine casts as they are. */
  readonly plain: boolean;
  /** Some cells say comma and some say dot. */
  readonly mixed: boolean;
  /** No cell has either mark. */
  readonly bare: boolean;
}

const plainNumber = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;

// Signs and names of currencies that stand before or behind amounts.
const currencies =
  'EUR|EURO|USD|US\\$|CHF|GBP|SEK|NOK|DKK|PLN|CZK|HUF|JPY|AUD|CAD|SFr\\.?|Fr\\.|kr\\.?|zł|Kč|Ft|\\p{Sc}';
const currency = new RegExp(currencies, 'giu');

/** What a cell says about its decimal mark: nothing, one, or that it can be read with both. */
export function markOf(cell: string): DecimalMark | 'either' | null {
  const digits = cell
    .replace(currency, '')
    .replace(/[^\d.,]/g, '')
    .replace(/[.,]+$/, '');
  const lastComma = digits.lastIndexOf(',');
  const lastDot = digits.lastIndexOf('.');
  if (lastComma < 0 && lastDot < 0) return null;
  if (lastComma >= 0 && lastDot >= 0) return lastComma > lastDot ? ',' : '.';
  const mark = lastComma >= 0 ? ',' : '.';
  const parts = digits.split(mark);
  const grouped =
    parts.slice(1).every((part) => part.length === 3) && parts[0]!.length <= 3 && /[1-9]/.test(parts[0]!);
  // Repeated marks group thousands, so the decimal mark is the other one.
  if (parts.length > 2) return grouped ? (mark === ',' ? '.' : ',') : null;
  return grouped ? 'either' : mark;
}

/**
 * The decimal mark of a column from many of its cells. `1.234,50` and `12,5` say comma, `1,234.50` and `12.5` say dot,
 * `1.234` alone says nothing. Contradictory cells are settled by the majority, for those that could be either.
 */
export function amountVerdict(samples: readonly string[]): AmountVerdict {
  let comma = 0;
  let dot = 0;
  let open = 0;
  let plain = true;
  for (const sample of samples) {
    if (!plainNumber.test(sample)) plain = false;
    const mark = markOf(sample);
    if (mark === ',') comma++;
    else if (mark === '.') dot++;
    else if (mark === 'either') open++;
  }
  const bare = comma + dot + open === 0;
  if (comma === 0 && dot === 0) return {mark: open > 0 ? null : '.', plain, mixed: false, bare};
  const mark = comma > dot ? ',' : '.';
  return {mark, plain: plain && mark === '.', mixed: comma > 0 && dot > 0, bare};
}

/**
 * An amount from a text expression; null where it is not a number, or not below ten thousand million (an EAN is no
 * price). Currency signs and blanks fall away; thousands are taken as such only in groups of three.
 */
export function amountSql(text: string, mark: DecimalMark, plain: boolean): string {
  const cast = (expression: string) => `try_cast(${expression} as decimal(14, 4))`;
  // What may surround a number: signs of currency, blanks of any width, apostrophes between thousands.
  const bare = `regexp_replace(${text}, '[\\s\\x{A0}\\x{2007}\\x{2009}\\x{202F}''’´\`%]|${currencies}', '', 'gi')`;
  const ascii = `translate(${bare}, '−–—', '---')`;
  const trailing = `regexp_replace(regexp_replace(${ascii}, '[.,]-+$', ''), '^(.*[0-9])-$', '-\\1')`;
  const signed = `regexp_replace(${trailing}, '^\\(-?(.*)\\)$', '-\\1')`;
  const read = (as: DecimalMark) => {
    const grouping = as === ',' ? '.' : ',';
    const [decimal, group] = [as, grouping].map((sign) => (sign === '.' ? '\\.' : sign));
    const whole = `[+-]?([0-9]+|[0-9]{1,3}(${group}[0-9]{3})+)?(${decimal}[0-9]*)?`;
    const number = (expression: string) => {
      const ungrouped = `replace(${expression}, '${grouping}', '')`;
      return cast(as === ',' ? `replace(${ungrouped}, ',', '.')` : ungrouped);
    };
    // Most cells are bare numbers; what surrounds the others is taken off only there.
    return `case when regexp_full_match(${text}, '${whole}') then ${number(text)}
      when regexp_full_match(${signed}, '${whole}') then ${number(signed)} end`;
  };
  // A cell that cannot be written with this mark, and can with the other, says so itself.
  const full = `coalesce(${read(mark)}, ${read(mark === ',' ? '.' : ',')})`;
  return plain ? `coalesce(${cast(text)}, ${full})` : full;
}
