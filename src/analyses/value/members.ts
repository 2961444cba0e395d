import {numbers, rowsOf, strings, type Table} from '../../lib/table';
import {emptyTable} from '../../model/columns';
import {
  expectedPurchases,
  type CustomerGroups,
  type FittedModel,
  type Spending,
} from '../../stats/projection';
import {composed} from '../composed';
import type {ParamsOf, RunContext} from '../define';
import {memberOf} from '../member_of';
import baseSql from '../rfm/base.sql?raw';
import {limitsOf, parametersOf} from '../rfm/limits';
import {scoresOf, spreadOf} from '../rfm/statements';
import memberHistoriesSql from './member_histories.sql?raw';
import membersSql from './members.sql?raw';
import {emptyPart, partColumns, type Whole} from './parts';
import segmentMembersSql from './segment_members.sql?raw';
import type {valueShape} from './shape';

type Shape = typeof valueShape;

const MOST_MEMBERS = 20;

/** Customers by what they ordered first or by their RFM segment, and their histories; no rows where nothing is asked for. */
export interface Members {
  /** What the limits of the segments are found from. */
  readonly spread: Table;
  readonly members: Table;
  readonly histories: Table;
}

export async function membersOf(
  query: RunContext<Shape>['query'],
  by: ParamsOf<Shape>['by'],
  tables: Shape['tables'],
): Promise<Members> {
  const spread = by === 'segment' ? await query('spread', spreadOf(baseSql)) : emptyTable(tables.spread);
  if (by === 'none')
    return {
      spread,
      members: emptyTable(tables.members),
      histories: emptyTable(tables.member_histories),
    };
  const named = [{name: 'named', sql: by === 'segment' ? segmentMembers : memberOf[by]}];
  const bound = by === 'segment' ? segmentLimits(spread) : {};
  return {
    spread,
    members: await query('members', composed(named, membersSql), bound),
    histories: await query('member_histories', composed(named, memberHistoriesSql), bound),
  };
}

const segmentMembers = composed([{name: 'scored', sql: scoresOf(baseSql)}], segmentMembersSql);

/** The limits that the RFM matrix finds by itself; where nobody bought in the period nobody is scored, so any will do. */
function segmentLimits(spread: Table): Record<string, number> {
  const own = spread.rows > 0 ? null : [0, 0, 0, 0];
  return parametersOf(limitsOf(spread, {recency: own, frequency: own, monetary: own}));
}

export interface Expectation {
  readonly model: FittedModel | null;
  readonly spending: Spending;
  readonly horizon: number;
  readonly netShare: number;
}

/** The largest groups of customers, and what is expected of them. */
export function groupsTable(
  {members, histories}: Members,
  {model, spending, horizon, netShare}: Expectation,
  whole: Whole,
): Table {
  const count = Math.min(members.rows, MOST_MEMBERS);
  const parts = rowsOf(members)
    .slice(0, count)
    .map((row) => ({...emptyPart(), customers: Number(row['customers']), revenue: Number(row['revenue'])}));
  if (model && count > 0) {
    const groups = groupsOfMembers(histories);
    const places = numbers(histories, 'place');
    const chances = model.purchaseChances(groups, horizon);
    const purchases = expectedPurchases(model, groups, horizon);
    // The expected value of a purchase is linear in the mean value, so a row's mean stands for its customers.
    const values = spending.values(groups);
    places.forEach((place, row) => {
      const [part, customers] = [parts[place - 1]!, groups.customers[row]!];
      part.chance += customers * chances[row]!;
      part.purchases += customers * purchases[row]!;
      part.revenues += customers * purchases[row]! * values[row]! * netShare;
    });
  } else for (const part of parts) part.chance = part.purchases = part.revenues = NaN;
  return {
    rows: count,
    columns: {
      member: strings(members, 'member').slice(0, count),
      ...partColumns(parts, whole),
      revenue_per_customer: Float64Array.from(parts, ({revenues, customers}) => revenues / customers),
    },
  };
}

function groupsOfMembers(table: Table): CustomerGroups {
  const customers = numbers(table, 'customers');
  return {
    x: numbers(table, 'x'),
    tx: numbers(table, 'tx_days'),
    age: numbers(table, 'age_days'),
    customers,
    meanValue: numbers(table, 'repeat_value').map((value, row) => value / customers[row]!),
  };
}
