/** How far the clocks of a zone are ahead of UTC from a moment on. */
export interface Offset {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly minutes: number;
}

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** Whether a name is one of the IANA time zones. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).format(0) !== '';
  } catch {
    return false;
  }
}

/**
 * The offsets of an IANA zone between two moments, the first of them from the first moment on. To the minute; no zone has
 * changed its clocks twice in a week.
 */
export function offsetsOf(zone: string, from: number, to: number): Offset[] {
  const minutesAt = clockOf(zone);
  let minutes = minutesAt(from);
  const offsets: Offset[] = [{from, minutes}];
  for (let at = from; at < to; at += WEEK) {
    const next = minutesAt(at + WEEK);
    if (next === minutes) continue;
    let [before, after] = [at, at + WEEK];
    while (after - before > 60_000) {
      const middle = Math.floor((before + after) / 120_000) * 60_000;
      if (minutesAt(middle) === minutes) before = middle;
      else after = middle;
    }
    minutes = next;
    offsets.push({from: after, minutes});
  }
  return offsets;
}

/** Minutes ahead of UTC at a moment. */
function clockOf(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (moment) => {
    const parts = Object.fromEntries(
      format.formatToParts(moment).map(({type, value}) => [type, Number(value)]),
    );
    const {year = 0, month = 1, day = 1, hour = 0, minute = 0} = parts;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute) - moment) / 60_000);
  };
}
