import {gaussLegendre} from '../quadrature';
import {sigmoid} from '../special/sigmoid';
import type {ParetoNbdParameters} from './pareto_nbd';

/** Where the integrand has fallen to e^−45 of its start the rest is left out. */
export const FALL = 45;

/**
 * The integral of f = (A/(A+u))^p (B/(B+u))^q over u from 0 to h, and the means under f of ln((A+u)/A), ln((B+u)/B),
 * A/(A+u) and B/(B+u), written in this order. Gauss–Legendre in w = ln((m+u)/m), m the smaller of A and B (STATISTICS
 * §4.3). The number of points grows with the length of the range of w and with the fall of ln f over it; the rule is
 * measured: in 20,000 random cases (r, s .05–20, A, B .1–500, x to 200) the relative error is about 1e-10, and with 4
 * `finer` points 1e-12.
 */
export function integrate(
  a: number,
  p: number,
  b: number,
  q: number,
  h: number,
  finer: number,
  integrals: Float64Array,
): void {
  const buyingFirst = a <= b;
  const small = buyingFirst ? a : b;
  const large = buyingFirst ? b : a;
  // One power of the smaller is the derivative of u.
  const pSmall = (buyingFirst ? p : q) - 1;
  const pLarge = buyingFirst ? q : p;
  const share = small / large;
  let span = Math.log1p(h / small);
  let fall = pSmall * span + pLarge * Math.log1p(h / large);
  while (fall > FALL + 15) {
    // The fall is convex in w, so Newton's steps come down to it from above.
    const grown = share * Math.expm1(span);
    span -= (fall - FALL) / (pSmall + (pLarge * (share + grown)) / (1 + grown));
    fall = pSmall * span + pLarge * Math.log1p(share * Math.expm1(span));
  }
  const byFall = 4.5 + 2 * Math.sqrt(Math.abs(fall)) + Math.max(0, span - 1);
  const points = Math.min(64, Math.ceil(Math.max(byFall, 3 + 2.2 * span)) + finer);
  const {nodes, weights} = gaussLegendre(points);
  let sum = 0;
  let sumLnSmall = 0;
  let sumLnLarge = 0;
  let sumSmall = 0;
  let sumLarge = 0;
  for (let i = 0; i < nodes.length; i++) {
    const w = span * nodes[i]!;
    const growth = Math.exp(w);
    const grownLarge = 1 - share + share * growth;
    const lnLarge = Math.log(grownLarge);
    const f = weights[i]! * Math.exp(-pSmall * w - pLarge * lnLarge);
    sum += f;
    sumLnSmall += f * w;
    sumLnLarge += f * lnLarge;
    sumSmall += f / growth;
    sumLarge += f / grownLarge;
  }
  integrals[0] = small * span * sum;
  integrals[1] = (buyingFirst ? sumLnSmall : sumLnLarge) / sum;
  integrals[2] = (buyingFirst ? sumLnLarge : sumLnSmall) / sum;
  integrals[3] = (buyingFirst ? sumSmall : sumLarge) / sum;
  integrals[4] = (buyingFirst ? sumLarge : sumSmall) / sum;
}

/** The logarithm of the odds to be inactive at the as-of date; −∞ right at the last purchase. */
export function lnOddsOfLeft(
  {r, alpha, s, beta}: ParetoNbdParameters,
  x: number,
  tx: number,
  age: number,
  finer: number,
  integrals: Float64Array,
): number {
  const silence = age - tx;
  if (silence === 0) return -Infinity;
  const buying = alpha + tx;
  const living = beta + tx;
  integrate(buying, r + x, living, s + 1, silence, finer, integrals);
  return (
    Math.log((s / living) * integrals[0]!) +
    (r + x) * Math.log1p(silence / buying) +
    s * Math.log1p(silence / living)
  );
}

/**
 * Whether a place in [0, 1) lies below P(alive): for simulations, which ask for nothing else, and where the integral would
 * take most of the time. In the coordinate of `integrate` ln f is concave, so chords to the middle bound the integral from
 * below and the tangent there bounds it from above; few places lie between, and for these it is computed.
 */
export function isAlive(
  parameters: ParetoNbdParameters,
  x: number,
  tx: number,
  age: number,
  place: number,
): boolean {
  const {r, alpha, s, beta} = parameters;
  const silence = age - tx;
  const buying = alpha + tx;
  const living = beta + tx;
  const lnBuying = Math.log1p(silence / buying);
  const lnLiving = Math.log1p(silence / living);
  const limit = ((1 - place) / place) * (living / s) * Math.exp(-(r + x) * lnBuying - s * lnLiving);

  const buyingFirst = buying <= living;
  const share = buyingFirst ? buying / living : living / buying;
  const pSmall = buyingFirst ? r + x - 1 : s;
  const pLarge = buyingFirst ? s + 1 : r + x;
  const span = buyingFirst ? lnBuying : lnLiving;
  const whole = span * (buyingFirst ? buying : living);
  const growth = Math.exp(span / 2);
  const grown = 1 - share + share * growth;
  const middle = (pSmall * span) / 2 + pLarge * Math.log(grown);
  const end = pSmall * span + pLarge * (buyingFirst ? lnLiving : lnBuying);
  const atMiddle = Math.exp(-middle);
  const least = chord(middle, 1, atMiddle) + chord(end - middle, atMiddle, Math.exp(-end));
  if ((whole / 2) * least > limit) return false;
  const slope = ((pSmall + (pLarge * share * growth) / grown) * span) / 2;
  const tangent = Math.abs(slope) < 1e-4 ? 1 + slope * slope : Math.sinh(slope) / slope;
  if (whole * atMiddle * tangent < limit) return true;
  return place < sigmoid(-lnOddsOfLeft(parameters, x, tx, age, 0, new Float64Array(5)));
}

/** The mean of an exponential function that falls from one value to another, ln by ln; not more than it at tiny falls. */
function chord(fall: number, from: number, to: number): number {
  return Math.abs(fall) < 1e-4 ? from * (1 - fall / 2) : (from - to) / fall;
}
