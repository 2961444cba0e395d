import {isoFromDay, type Day} from '../../lib/dates';
import type {Scope} from '../../model/scope';

/** Before any order: a period without a first day begins here. */
const EVER = '1900-01-01';

/** The period of the scope as it was on an earlier day, as the parameters of past.sql. */
export function pastDays({asOf, from}: Scope, until: Day): {readonly since: string; readonly until: string} {
  return {since: from === null ? EVER : isoFromDay(from - (asOf - until)), until: isoFromDay(until)};
}
