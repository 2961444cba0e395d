import {modifiedBetaGeometric} from './beta_geometric';
import {fitLikelihood, logarithms, type Fit, type Fitted} from '../fit';
import type {Objective} from '../optimise/bfgs';
import {groupPurchases, requireHistories, summaryOf, totalsOf, type PurchaseSummary} from '../summary';
import {
  customersBeyond,
  internalUnit,
  inUnit,
  refusalOf,
  requireTime,
  type Parameters,
  type PurchaseModel,
} from './purchase_model';

const names = ['r', 'alpha'] as const;

/** Customers buy as a Poisson process of rate λ ~ Gamma(r, alpha), and nobody ever leaves. */
export type NegativeBinomialName = (typeof names)[number];
export type NegativeBinomialParameters = Parameters<NegativeBinomialName>;
export type NegativeBinomialFit = Fitted<'nbd', NegativeBinomialName>;

/** As logarithms, for a mean age of 20 units of time. */
const starts = [
  [1, 10],
  [0.3, 10],
].map((start) => start.map(Math.log));
/** Mean chances to leave after a purchase, and how much alike the customers are in them: the weight a + b of their Beta. */
const CHANCES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3];
const WEIGHTS = [0.1, 1, 10, 1000];
/** Log-likelihood that two parameters gain by chance in one shop of twenty where nobody leaves. */
const CLEARLY = 2.1;

/**
 * NBD (Ehrenberg 1959): what the BG/NBD, the MBG/NBD and the Pareto/NBD become where the silence of the customers gives no
 * hint that any has left. Their parameters of leaving then run to the edge, and this model is all that the data tell. It is
 * refused as `not-identified` where leaving would make the data clearly more likely, so that it never stands in for a model that
 * merely failed.
 */
export const negativeBinomial: PurchaseModel<'nbd', NegativeBinomialName> = {
  name: 'nbd',
  parameters: names,
  fit,
  logLikelihood,
  aliveChance: () => 1,
  aliveChances(parameters, summary) {
    requireAll(parameters, summary);
    return summary.x.map(() => 1);
  },
  purchaseChance: (parameters, history, horizon) =>
    purchaseChances(parameters, summaryOf(history), horizon)[0]!,
  purchaseChances,
  expectation: (parameters, history, horizon) => expectations(parameters, summaryOf(history), horizon)[0]!,
  expectations,
  newcomerExpectations({r, alpha}, ages) {
    ages.forEach(requireTime);
    return ages.map((age) => (r * age) / alpha);
  },
  newcomerCounts({r, alpha}, age, most) {
    requireTime(age);
    const growth = age / (alpha + age);
    const counts = new Float64Array(most + 1);
    let term = Math.exp(-r * Math.log1p(age / alpha));
    for (let k = 0; k <= most; k++) {
      counts[k] = term;
      term *= ((r + k) / (k + 1)) * growth;
    }
    return counts;
  },
};

function requireAll(parameters: NegativeBinomialParameters, summary: PurchaseSummary, horizon = 0): void {
  logarithms(parameters, names);
  requireHistories(summary);
  requireTime(horizon);
}

function purchaseChances(
  parameters: NegativeBinomialParameters,
  summary: PurchaseSummary,
  horizon: number,
): Float64Array {
  requireAll(parameters, summary, horizon);
  const {r, alpha} = parameters;
  return summary.x.map((x, row) => -Math.expm1(-(r + x) * Math.log1p(horizon / (alpha + summary.age[row]!))));
}

/** (r + x) h/(α + T). */
function expectations(
  parameters: NegativeBinomialParameters,
  summary: PurchaseSummary,
  horizon: number,
): Float64Array {
  requireAll(parameters, summary, horizon);
  const {r, alpha} = parameters;
  return summary.x.map((x, row) => ((r + x) * horizon) / (alpha + summary.age[row]!));
}

/** ln L = Σ_{k<x} ln(r+k) + r ln α − (r+x) ln(α+T), comparable with the likelihoods of the models in which customers leave. */
function logLikelihood(parameters: NegativeBinomialParameters, summary: PurchaseSummary): number {
  requireAll(parameters, summary);
  const {customers} = totalsOf(summary);
  if (customers === 0) return 0;
  return -customers * objectiveOf(summary)(logarithms(parameters, names), new Float64Array(2));
}

async function fit(
  summary: PurchaseSummary,
  pause: () => Promise<void>,
): Promise<Fit<'nbd', NegativeBinomialName>> {
  const rows = groupPurchases(summary);
  const totals = totalsOf(rows);
  const sample = {customers: totals.customers, repeaters: totals.repeaters};
  const reason = refusalOf(rows);
  if (reason) return {converged: false, model: 'nbd', reason, ...sample};
  const unit = internalUnit(totals);
  const objective = objectiveOf(inUnit(rows, unit));
  const found = await fitLikelihood({
    model: 'nbd',
    sample,
    names,
    scales: ['alpha'],
    unit,
    objective,
    sketch: objective,
    starts,
    logLikelihood: (parameters) => logLikelihood(parameters, rows),
    pause,
  });
  if (!found.converged || !leavingHelps(found.parameters, rows)) return found;
  return {converged: false, model: 'nbd', reason: 'not-identified', ...sample};
}

/** Whether some way to leave after a purchase makes the purchases clearly more likely than none. */
function leavingHelps(parameters: NegativeBinomialParameters, rows: PurchaseSummary): boolean {
  const staying = logLikelihood(parameters, rows);
  return CHANCES.some((chance) =>
    WEIGHTS.some((weight) => {
      const leaving = {...parameters, a: chance * weight, b: (1 - chance) * weight};
      return modifiedBetaGeometric.logLikelihood(leaving, rows) > staying + CLEARLY;
    }),
  );
}

/** The mean of −ln L over the customers, in ln r, ln α. */
function objectiveOf(summary: PurchaseSummary): Objective {
  const {x, age, customers} = summary;
  const {most, customers: all} = totalsOf(summary);
  const buying = customersBeyond(summary, most);
  return (point, gradient) => {
    const [r, alpha] = [Math.exp(point[0]!), Math.exp(point[1]!)];
    let sum = all * r * point[1]!;
    let dr = all * point[1]!;
    let dAlpha = (all * r) / alpha;
    for (let k = 0; k < buying.length; k++) {
      sum += buying[k]! * Math.log(r + k);
      dr += buying[k]! / (r + k);
    }
    for (let row = 0; row < x.length; row++) {
      const [count, k, end] = [customers[row]!, r + x[row]!, alpha + age[row]!];
      sum -= count * k * Math.log(end);
      dr -= count * Math.log(end);
      dAlpha -= (count * k) / end;
    }
    gradient[0] = (-r * dr) / all;
    gradient[1] = (-alpha * dAlpha) / all;
    return -sum / all;
  };
}
