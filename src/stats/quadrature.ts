/** Points and weights: the integral of f is the sum of weight × f(node). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const legendre = new Map<number, Rule>();

/**
 * Gauss–Legendre on [0, 1]: exact for polynomials up to degree 2n − 1. The roots of the Legendre polynomial by Newton's
 * method from Tricomi's approximation. For whole n ≥ 1; each rule is made once.
 */
export function gaussLegendre(n: number): Rule {
  let rule = legendre.get(n);
  if (rule) return rule;
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`a quadrature of ${n} points`);
  rule = {nodes: new Float64Array(n), weights: new Float64Array(n)};
  for (let i = 0; i < n; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 1; step > 1e-15;) {
      let before = 1;
      let value = root;
      for (let k = 2; k <= n; k++)
        [before, value] = [value, ((2 * k - 1) * root * value - (k - 1) * before) / k];
      slope = (n * (root * value - before)) / (root * root - 1);
      if (n === 1) slope = 1;
      root -= value / slope;
      step = Math.abs(value / slope);
    }
    rule.nodes[n - 1 - i] = (1 + root) / 2;
    rule.weights[n - 1 - i] = 1 / ((1 - root * root) * slope * slope);
  }
  legendre.set(n, rule);
  return rule;
}

/**
 * Gauss–Jacobi for the density of Beta(a, b) on [0, 1]: the sum of weight × f(node) is the mean of f(q), exact for
 * polynomials up to degree 2n − 1, however the density behaves at its ends. By the eigenvalues of the matrix of the
 * recurrence (Golub & Welsch 1969). For a, b > 0; a RangeError elsewhere.
 */
export function gaussJacobi(n: number, a: number, b: number): Rule {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`a quadrature of ${n} points`);
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity))
    throw new RangeError(`beta density of ${a} and ${b}`);
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  diagonal[0] = a / (a + b);
  if (n > 1) off[0] = Math.sqrt((a * b) / (a + b + 1)) / (a + b);
  for (let k = 1; k < n; k++) {
    const s = 2 * k + a + b - 2;
    diagonal[k] = (1 + ((a - b) * (a + b - 2)) / (s * (s + 2))) / 2;
    if (k === 1) continue;
    off[k - 1] = Math.sqrt((k * (k + b - 1) * (k + a - 1) * (k + a + b - 2)) / ((s + 1) * (s - 1))) / s;
  }
  return eigen(diagonal, off);
}

/**
 * Eigenvalues of a symmetric tridiagonal matrix and the squares of the first components of its eigenvectors, by the
 * implicit QL method (Bowdler, Martin, Reinsch & Wilkinson 1968).
 */
function eigen(diagonal: Float64Array, off: Float64Array): Rule {
  const n = diagonal.length;
  const first = new Float64Array(n);
  first[0] = 1;
  for (let l = 0; l < n; l++) {
    for (;;) {
      let m = l;
      while (m < n - 1) {
        const size = Math.abs(diagonal[m]!) + Math.abs(diagonal[m + 1]!);
        if (Math.abs(off[m]!) <= 1e-17 * size) break;
        m++;
      }
      if (m === l) break;
      let g = (diagonal[l + 1]! - diagonal[l]!) / (2 * off[l]!);
      let r = Math.hypot(g, 1);
      g = diagonal[m]! - diagonal[l]! + off[l]! / (g + (g < 0 ? -r : r));
      let sine = 1;
      let cosine = 1;
      let p = 0;
      let split = false;
      for (let i = m - 1; i >= l; i--) {
        const f = sine * off[i]!;
        const h = cosine * off[i]!;
        r = Math.hypot(f, g);
        off[i + 1] = r;
        split = r === 0;
        if (split) {
          diagonal[i + 1] = diagonal[i + 1]! - p;
          off[m] = 0;
          break;
        }
        sine = f / r;
        cosine = g / r;
        g = diagonal[i + 1]! - p;
        r = (diagonal[i]! - g) * sine + 2 * cosine * h;
        p = sine * r;
        diagonal[i + 1] = g + p;
        g = cosine * r - h;
        const next = first[i + 1]!;
        first[i + 1] = sine * first[i]! + cosine * next;
        first[i] = cosine * first[i]! - sine * next;
      }
      if (split) continue;
      diagonal[l] = diagonal[l]! - p;
      off[l] = g;
      off[m] = 0;
    }
  }
  return {nodes: diagonal, weights: first.map((component) => component * component)};
}

let halfLine: Rule | null = null;

/**
 * Equal steps in ln u on (0, ∞), from e^−37 to e^45, ascending: the trapezoidal rule, which converges exponentially for
 * analytic functions that vanish at both ends. For e^(−du) and its products with powers of 1 + u the relative error is
 * below 1e-12 while 1e-16 < d < 1e3.
 */
export function logarithmicRule(): Rule {
  if (halfLine) return halfLine;
  const step = 0.3;
  const nodes = Float64Array.from({length: 274}, (_, i) => Math.exp(-37 + i * step));
  return (halfLine = {nodes, weights: nodes.map((node) => step * node)});
}
