import type {Day} from '../../lib/dates';
import {Problem} from '../../lib/problem';
import {cell, type Table} from '../../lib/table';
import {day, type ChoiceField} from '../../model/fields';
import type {Scope} from '../../model/scope';

/** Beside a choice of months that may also be `own`: the reader's own day; none: the usual months back. */
export const earlierDay = day({label: {en: 'Day', de: 'Tag'}, when: {months: ['own']}});

interface Chosen {
  readonly months: string;
  readonly day: Day | null;
}

/**
 * The day of the reader's own; null where months are counted back.
 *
 * @throws Problem `day-not-before` unless it lies before the as-of date
 */
export function ownDay({asOf}: Scope, {months, day}: Chosen): Day | null {
  if (months !== 'own' || day === null) return null;
  if (day >= asOf) throw new Problem('day-not-before', {day, asOf});
  return day;
}

/** How many months are counted back. */
export function monthsBack({months}: Chosen, {initial}: ChoiceField): number {
  return Number(months === 'own' ? initial : months);
}

/** What is wrong with a day of the reader's own up to which nobody had bought; `span` has that of the first purchase. */
export function tooEarly(day: Day, span: Table): Problem {
  return new Problem('day-without-purchase', {day, first: Number(cell(span, 'first_on', 0))});
}
