import {numbers, rowsOf, strings, type Table} from '../../lib/table';
import {kaplanMeier, mergedDurations, observableUntil} from '../../stats/models/kaplan_meier';
import {logRankTest} from '../../stats/tests/log_rank';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import contactsSql from './contacts.sql?raw';
import leadStagesSql from './lead_stages.sql?raw';
import leadsSql from './leads.sql?raw';
import peopleSql from './people.sql?raw';
import {signupsShape as shape} from './shape';
import stagedSql from './staged.sql?raw';
import {chancesTable, curveTable, halfDay, orderedBy, sourcesTable} from './tables';
import waitsSql from './waits.sql?raw';
import {waitsBySource} from './waits';
import {outcomes, type LeadStage, type Outcome} from './words';

export {shape};
type Shape = typeof shape;

/** A source needs so many sign-ups for a curve of its own, and a picture has room for so many. */
const LEAST = 50;
const MOST_CURVES = 6;
const YEAR = 365;
/** The longest of these that can be seen is told. */
const horizons = [YEAR, 180, 90, 60, 30];
const outcomeNames = Object.keys(outcomes) as Outcome[];

export async function run({params, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const limits = {
    new_days: params.new_days,
    active_days: params.active_days,
    inactive_days: params.inactive_days,
  };
  const people = {name: 'people', sql: peopleSql};
  const leads = [
    {name: 'leads', sql: leadsSql, once: true},
    {name: 'staged', sql: stagedSql},
  ] as const;
  keep('signup_stages', composed([people, ...leads], contactsSql), limits);
  const waits = await query('waits', composed([people], waitsSql));
  const leadStages = await query('lead_stages', composed(leads, leadStagesSql), limits);

  const sources = waitsBySource(waits).map((source) => ({...source, curve: kaplanMeier(source.counts)}));
  const all = kaplanMeier(mergedDurations(sources.map(({counts}) => counts)));
  const named = sources.filter(({source, signups}) => source !== null && signups >= LEAST);
  const shown = named.slice(0, MOST_CURVES);
  const difference = logRankTest(
    named.map(({counts}) => counts),
    YEAR,
  );
  const chances = chancesTable(all);
  const late = rowsOf(chances).find((row) => row['waited_days'] === 90);

  const until = observableUntil(all);
  const horizon = horizons.find((day) => day <= until) ?? null;
  const main = horizon === null ? null : orderedBy(all, horizon);
  const became = outcomesTable(waits);
  const outcome = (name: Outcome) => numbers(became, 'contacts')[outcomeNames.indexOf(name)]!;
  const inStage = (stage: LeadStage) => {
    const row = strings(leadStages, 'stage').indexOf(stage);
    return row < 0 ? 0 : numbers(leadStages, 'leads')[row]!;
  };
  return {
    tables: {
      sources: sourcesTable(sources),
      chances,
      lead_stages: leadStages,
      outcomes: became,
      curve: curveTable([{source: null, curve: all}, ...shown]),
      waits,
    },
    facts: {
      contacts: numbers(became, 'contacts').reduce((sum, count) => sum + count, 0),
      signups: outcome('ordered') + outcome('waiting'),
      ordered: outcome('ordered'),
      same_day: outcome('same_day'),
      before: outcome('before'),
      earlier: outcome('earlier'),
      undated: outcome('undated_waiting') + outcome('undated_ordered'),
      horizon_days: horizon,
      ordered_share: main?.share ?? null,
      ordered_low: main?.low ?? null,
      ordered_high: main?.high ?? null,
      first_month_share: orderedBy(all, 30)?.share ?? null,
      half_days: horizon === null ? null : halfDay(all, horizon),
      leads: numbers(leadStages, 'leads').reduce((sum, count) => sum + count, 0),
      new_leads: inStage('new'),
      active_leads: inStage('active'),
      cold_leads: inStage('cold'),
      inactive_leads: inStage('inactive'),
      undated_leads: inStage('undated'),
      late_chance: valueOf(late?.['chance']),
      late_low: valueOf(late?.['low']),
      late_high: valueOf(late?.['high']),
      sources: named.length,
      sources_p: difference.known ? difference.p : null,
    },
  };
}

function outcomesTable(waits: Table): Table {
  const found = strings(waits, 'outcome');
  const contacts = numbers(waits, 'contacts');
  const sums = outcomeNames.map((name) =>
    contacts.reduce((sum, count, row) => (found[row] === name ? sum + count : sum), 0),
  );
  const all = sums.reduce((sum, count) => sum + count, 0);
  return {
    rows: outcomeNames.length,
    columns: {
      outcome: [...outcomeNames],
      contacts: Float64Array.from(sums),
      contact_share: Float64Array.from(sums, (count) => (all > 0 ? count / all : NaN)),
    },
  };
}

function valueOf(cell: string | number | null | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}
