import {literal} from '../../lib/sql';
import {offsetsOf} from '../../lib/zones';

/** What stands behind a time and says its zone. RE2 must read it too. */
const zone = String.raw`:\d{2}(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$`;

/** The zone that a cell names, '' where it names none. */
export function zoneSql(text: string): string {
  return `upper(regexp_extract(${text}, ${literal(zone)}, 1, 'i'))`;
}

/** Minutes ahead of UTC that a cell names; null where it names no zone. */
function minutesSql(text: string): string {
  const named = zoneSql(text);
  const digits = `replace(substr(${named}, 2), ':', '')`;
  const minutes = `left(${digits}, 2)::integer * 60 + coalesce(try_cast(substr(${digits}, 3) as integer), 0)`;
  return `case left(${named}, 1) when '' then null when '+' then ${minutes} when '-' then -(${minutes}) else 0 end`;
}

/** Moments between which times are looked for; beyond them the clocks stay as they are. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A timestamp as it is written, as the clocks of a zone showed it. A cell without a zone of its own stays as it stands, or
 * is taken for UTC.
 */
export function inZone(time: string, text: string, zone: string, utc: boolean, span: Span): string {
  const minutes = utc ? `coalesce(${minutesSql(text)}, 0)` : minutesSql(text);
  const moment = `((${time}) - to_minutes(${minutes}))`;
  const [first, ...later] = offsetsOf(zone, span.from, span.to);
  const cases = later
    .reverse()
    .map(({from, minutes: ahead}) => `when ${moment} >= epoch_ms(${from}) then ${ahead}`);
  const ahead =
    cases.length === 0 ? `${first!.minutes}` : `case ${cases.join(' ')} else ${first!.minutes} end`;
  return `coalesce(${moment} + to_minutes(${ahead}), ${time})`;
}
