import {numbers, type Table} from '../../lib/table';
import {gaussJacobi} from '../../stats/quadrature';
import type {FittedModel} from '../../stats/projection';
import type {Parameters} from '../../lib/sql';

const MOST_POINTS = 128;

/**
 * Points and weights over the chance to leave for each number of repeat purchases, for the mean in `predicted.sql`: so many
 * that the integral is right to about 1e-9 for all ages of its customers.
 */
export function rulesOf(histories: Table, {fit}: FittedModel, horizon: number): Parameters {
  if (fit.model === 'pareto-nbd') throw new RangeError('the Pareto/NBD has no such rule');
  if (fit.model === 'nbd') {
    const xs = [...new Set(numbers(histories, 'x'))];
    // Nobody leaves: all weight lies on the chance 0, and a is so near to it that no silence tells.
    return {
      ...fit.parameters,
      a: 1e-300,
      b: 1,
      rule_x: xs,
      rule_node: xs.map(() => 0),
      rule_weight: xs.map(() => 1),
    };
  }
  const {r, alpha, a, b} = fit.parameters;
  const youngest = new Map<number, number>();
  const ages = numbers(histories, 'age_days');
  numbers(histories, 'x').forEach((x, row) =>
    youngest.set(x, Math.min(youngest.get(x) ?? Infinity, ages[row]!)),
  );
  const [xs, nodes, weights]: [number[], number[], number[]] = [[], [], []];
  for (const [x, age] of youngest) {
    const wanted = 10 + 5 * Math.sqrt(horizon / (alpha + age)) + (r + x) / 4;
    const rule = gaussJacobi(Math.min(MOST_POINTS, Math.ceil(wanted)), a, b + x + 1);
    rule.nodes.forEach((node, i) => {
      xs.push(x);
      nodes.push(Math.max(0, node));
      weights.push(rule.weights[i]!);
    });
  }
  return {r, alpha, a, b, rule_x: xs, rule_node: nodes, rule_weight: weights};
}
