import {sum} from '../../lib/sum';
import {expectedTotals, type FittedModel} from '../../stats/projection';
import {rowsAt} from '../../stats/summary';
import {increments, type Base} from './expected';

export interface WhatIf {
  /** The chance that a new customer buys again within the time. */
  readonly share: number;
  /** By how much the repeat purchases of new customers grow. */
  readonly newcomers: number;
  /** Revenue that today's customers bring in addition, by month. */
  readonly existing: Float64Array;
}

/**
 * More second purchases (PRODUCT §3 V13): x points more of the new customers, and of the one-time buyers who are not yet
 * passive, buy again within the time; whoever does goes on as those who do now. So their repeat purchases grow by the factor
 * (share + x)/share, the share never above 1.
 */
export function whatIf(
  {params, foundation, spending, ends, netShare}: Base,
  model: FittedModel,
  seasonal: (values: Float64Array) => Float64Array,
): WhatIf {
  const horizon = ends.at(-1)!;
  const {groups} = foundation;
  const rows = Uint32Array.from(groups.x.keys()).filter(
    (row) => groups.x[row] === 0 && groups.age[row]! < params.passive,
  );
  const recent = rowsAt(groups, rows);
  const growth = (share: number) => (share > 0 ? Math.min(1, share + params.points) / share - 1 : 0);
  const count = sum(recent.customers);
  const chances = model.purchaseChances(recent, horizon);
  const chance = count > 0 ? sum(chances.map((each, row) => each * recent.customers[row]!)) / count : 0;
  const values = spending.values(recent).map((value) => value * netShare);
  const share = model.newcomerReturn(horizon);
  const months = increments(expectedTotals(model, recent, values, ends).revenue);
  return {
    share,
    newcomers: growth(share),
    existing: seasonal(months).map((value) => value * growth(chance)),
  };
}
