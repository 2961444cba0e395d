import type {Language} from '../../text/language';

/**
 * The number that somebody means who writes "1.234,5", "1,234.5", "12,5 %" or "90 days", or null. A single point or comma
 * is the decimal sign, unless it stands where the language groups thousands.
 */
export function typedNumber(text: string, language: Language): number | null {
  const trimmed = text.trim().replace(/^\p{Sc}\s*/u, '');
  const found = /^([-−+]?)(\d[\d.,'’\s]*?)\s*(?:%|\p{Sc}|\p{L}+)?$/u.exec(trimmed);
  if (!found) return null;
  const digits = found[2]!.replace(/['’\s](?=\d{3}(?!\d))/gu, '');
  if (!/^[\d.,]+$/.test(digits)) return null;
  const marks = digits.replace(/\d/g, '');
  const last = marks.at(-1) ?? '';
  const grouping = language === 'de' ? '.' : ',';
  const grouped = (mark: string, part: string) => new RegExp(`^[1-9]\\d{0,2}(\\${mark}\\d{3})+$`).test(part);
  let plain: string;
  if (marks === '' || (marks.length === 1 && !(last === grouping && grouped(last, digits))))
    plain = digits.replace(/[.,]/, '.');
  else if (grouped(last, digits)) plain = digits.replaceAll(last, '');
  else {
    // Thousands by one sign, decimals after the other.
    const other = last === ',' ? '.' : ',';
    const [whole, part, ...more] = digits.split(last);
    if (more.length > 0 || !grouped(other, whole!)) return null;
    plain = `${whole!.replaceAll(other, '')}.${part}`;
  }
  if (!/^\d+(\.\d*)?$/.test(plain)) return null;
  return (found[1] === '-' || found[1] === '−' ? -1 : 1) * Number(plain);
}

/** A number as it is typed in a language: without signs between thousands. */
export function writtenNumber(value: number, language: Language): string {
  const text = String(Number(value.toFixed(6)));
  return language === 'de' ? text.replace('.', ',') : text;
}
