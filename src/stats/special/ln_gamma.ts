const HALF_LN_TWO_PI = 0.9189385332046727;

/**
 * ln Γ(x), the logarithm of the gamma function, by Stirling's series (Abramowitz & Stegun 6.1.41) after a shift of small
 * arguments by ln Γ(x) = ln Γ(x + n) − ln x(x+1)…(x+n−1). For x > 0 with an error below 5e-15 of max(1, |ln Γ(x)|);
 * Infinity at 0; a RangeError below.
 */
export function lnGamma(x: number): number {
  if (!(x >= 0)) throw new RangeError(`ln gamma of ${x}`);
  if (x === 0 || x === Infinity) return Infinity;
  if (x === 1 || x === 2) return 0;
  let shifted = x;
  let product = 1;
  while (shifted < 9) product *= shifted++;
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI + stirlingTail(shifted);
  return product === 1 ? value : value - Math.log(product);
}

/** ln Γ(x) − (x − ½) ln x + x − ½ ln 2π for x ≥ 9; the first term left out is below 2e-16. */
function stirlingTail(x: number): number {
  const z = 1 / (x * x);
  return (
    (1 / 12 -
      z *
        (1 / 360 -
          z *
            (1 / 1260 -
              z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360360 - z * (1 / 156 - (z * 3617) / 122400))))))) /
    x
  );
}
