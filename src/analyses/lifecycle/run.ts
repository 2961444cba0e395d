import {Problem} from '../../lib/problem';
import {cell, numbers} from '../../lib/table';
import {customersOf} from '../../stats/models/kaplan_meier';
import durationsSql from '../churn/durations.sql?raw';
import {composed} from '../composed';
import type {RunContext, RunOutput} from '../define';
import arrivalsSql from './arrivals.sql?raw';
import {balanceOf} from './balance';
import contactsSql from './contacts.sql?raw';
import customersSql from './customers.sql?raw';
import {gainedIn, historyOf} from './history';
import leadsSql from './leads.sql?raw';
import {durationsOf, limitsOf} from './limits';
import lossesSql from './losses.sql?raw';
import newcomersSql from './newcomers.sql?raw';
import peopleSql from './people.sql?raw';
import {periodsBetween} from './periods';
import reactivationsSql from './reactivations.sql?raw';
import recenciesSql from './recencies.sql?raw';
import {lifecycleShape as shape} from './shape';
import {
  bandsTable,
  entryOf,
  lastMonths,
  balanceTable,
  limitsTable,
  monthsTable,
  oneTimeTable,
  stagesTable,
  stageSums,
} from './tables';
import silencesSql from './silences.sql?raw';

export {shape};
type Shape = typeof shape;

/** Days after the first purchase at which the share of one-time buyers is told. */
const oneTimeDays = [30, 60, 90, 180, 365, 730];
const YEAR = oneTimeDays.indexOf(365);
const MONTHS = 12;
/** More purchases than anybody makes. */
const MOST_PURCHASES = 1_000_000_000;

export async function run({params, scope, query, keep}: RunContext<Shape>): Promise<RunOutput<Shape>> {
  const durations = await query('durations', durationsSql);
  if (durations.rows === 0) throw new Problem('not-enough-data', {needed: 1, have: 0});
  const limits = limitsOf(durations, params);
  const bound = {
    first_limit: limits.first.days,
    repeat_limit: limits.repeat.days,
    inactive_limit: limits.inactive.days,
    reactivated_days: limits.reactivated.days,
  };
  const contacts = {name: 'contacts', sql: contactsSql};
  keep('customer_stages', composed([contacts, {name: 'people', sql: peopleSql}], customersSql), bound);
  const counts = {
    arrivals: await query('arrivals', arrivalsSql),
    newcomers: await query('newcomers', newcomersSql),
    first_silences: await query('first_silences', silencesSql, {
      from_nth: 1,
      to_nth: 1,
      limit_days: limits.first.days,
    }),
    repeat_silences: await query('repeat_silences', silencesSql, {
      from_nth: 2,
      to_nth: MOST_PURCHASES,
      limit_days: limits.repeat.days,
    }),
    losses: await query('losses', lossesSql, bound),
    reactivations: await query('reactivations', reactivationsSql, bound),
    leads: await query('leads', composed([contacts], leadsSql)),
  };
  const recencies = await query('recencies', recenciesSql, bound);

  const history = historyOf(counts, scope.asOf);
  const opened = numbers(counts.arrivals, 'purchased_on')[0]!;
  const from = Math.min(Math.max(scope.from ?? opened, opened), scope.asOf);
  const sums = stageSums(recencies, counts.leads, {
    first: limits.first.days,
    repeat: limits.repeat.days,
    inactive: limits.inactive.days,
    reactivated: limits.reactivated.days,
  });
  const customers = numbers(recencies, 'customers').reduce((sum, count) => sum + count, 0);
  const months = periodsBetween('month', from, scope.asOf);
  const bands = bandsTable(recencies, sums.lead.customers, scope.asOf - opened);
  const first = durationsOf(durations, true);
  const oneTime = oneTimeTable(first, oneTimeDays);

  const seen = lastMonths(months, MONTHS);
  const entry = seen && entryOf(history, seen);
  const monthly = (total: number | undefined) => (seen && total !== undefined ? total / seen.months : null);
  const balance = entry && balanceOf(entry.came + entry.back, entry.out);
  const bought = (stage: 'first_time' | 'active' | 'reactivated') =>
    seen ? gainedIn(history.revenue[stage], history, seen) : 0;
  const later = bought('active') + bought('reactivated');
  const sources = [limits.first, limits.repeat].map(({source}) => source);
  return {
    tables: {
      stages: stagesTable(sums),
      limits: limitsTable(limits),
      months: monthsTable(months, history),
      balance: balanceTable(periodsBetween(params.grain, from, scope.asOf), history),
      bands,
      one_time: oneTime,
      durations,
      recencies,
      ...counts,
    },
    facts: {
      customers,
      leads: sums.lead.customers,
      first_time: sums.first_time.customers,
      active: sums.active.customers,
      reactivated: sums.reactivated.customers,
      defecting: sums.defecting.customers,
      inactive: sums.inactive.customers,
      defecting_revenue: sums.defecting.revenue,
      inactive_revenue: sums.inactive.revenue,
      first_limit_days: limits.first.days,
      repeat_limit_days: limits.repeat.days,
      inactive_limit_days: limits.inactive.days,
      limits_from_data: sources.filter((source) => source === 'data').length,
      limits_fixed: sources.filter((source) => source === 'fixed').length,
      ledger_months: seen?.months ?? 0,
      new_customers: monthly(entry?.came),
      back_customers: monthly(entry?.back),
      out_customers: monthly(entry?.out),
      net_customers: monthly(balance?.net),
      out_per_in: balance?.ratio ?? null,
      out_revenue: monthly(entry?.out_revenue),
      one_time_naive: first.censored.reduce((sum, count) => sum + count, 0) / customersOf(first),
      one_time_share: fact(oneTime, 'one_time_share'),
      one_time_low: fact(oneTime, 'low'),
      one_time_high: fact(oneTime, 'high'),
      repeat_revenue_share: later + bought('first_time') > 0 ? later / (later + bought('first_time')) : null,
    },
    suggested: {
      first_limit: [limits.first.days],
      repeat_limit: [limits.repeat.days],
      inactive_limit: [limits.inactive.days],
    },
  };
}

function fact(table: Parameters<typeof cell>[0], column: string): number | null {
  const value = cell(table, column, YEAR);
  return value === null ? null : Number(value);
}
