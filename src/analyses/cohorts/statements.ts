import {composed, type NamedTable} from '../composed';
import type {ParamsOf} from '../define';
import {memberOf} from '../member_of';
import ages from './ages.sql?raw';
import boughtCalendar from './bought_calendar.sql?raw';
import boughtRolling from './bought_rolling.sql?raw';
import buyers from './buyers.sql?raw';
import costed from './costed.sql?raw';
import costsCalendar from './costs_calendar.sql?raw';
import costsRolling from './costs_rolling.sql?raw';
import labelsMember from './labels_member.sql?raw';
import labelsTime from './labels_time.sql?raw';
import observed from './observed.sql?raw';
import originsMember from './origins_member.sql?raw';
import originsTime from './origins_time.sql?raw';
import ranked from './ranked.sql?raw';
import returned from './returned.sql?raw';
import type {cohortsShape} from './shape';
import type {Grain} from './spans';
import spansMonth from './spans_month.sql?raw';
import spansQuarter from './spans_quarter.sql?raw';
import spansWeek from './spans_week.sql?raw';
import spansYear from './spans_year.sql?raw';
import visitsCalendar from './visits_calendar.sql?raw';
import visitsRolling from './visits_rolling.sql?raw';

type By = ParamsOf<typeof cohortsShape>['by'];

const spans: Readonly<Record<Grain, string>> = {
  week: spansWeek,
  month: spansMonth,
  quarter: spansQuarter,
  year: spansYear,
};

/** The statements of one way to form cohorts and to count periods. */
export function statementsOf(by: By, grain: Grain, rolling: boolean) {
  const cohorts: readonly NamedTable[] =
    by === 'time'
      ? [
          {name: 'spans', sql: spans[grain]},
          {name: 'origins', sql: originsTime},
          {name: 'labels', sql: labelsTime},
        ]
      : [
          {name: 'members', sql: memberOf[by], once: true},
          {name: 'ranked', sql: ranked, once: true},
          {name: 'origins', sql: originsMember},
          {name: 'labels', sql: labelsMember},
        ];
  const aged = rolling ? [...cohorts, {name: 'ages', sql: ages}] : cohorts;
  const counted = rolling ? [...aged, {name: 'observed', sql: observed}] : cohorts;
  const visits = {name: 'visits', sql: rolling ? visitsRolling : visitsCalendar};
  return {
    bought: composed(counted, rolling ? boughtRolling : boughtCalendar),
    returned: composed(cohorts, returned),
    costs: composed([...counted, {name: 'costed', sql: costed}], rolling ? costsRolling : costsCalendar),
    buyers: composed([...aged, visits], buyers),
  };
}
