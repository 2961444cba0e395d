/**
 * ψ(x) = d/dx ln Γ(x), by the asymptotic series (Abramowitz & Stegun 6.3.18) after a shift by ψ(x) = ψ(x + 1) − 1/x.
 * For x > 0 with an error below 1e-14 of max(1, |ψ(x)|); a RangeError elsewhere.
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma of ${x}`);
  let shifted = x;
  let correction = 0;
  while (shifted < 9) correction += 1 / shifted++;
  const z = 1 / (shifted * shifted);
  const tail =
    z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - z * (691 / 32760 - z / 12))))));
  return Math.log(shifted) - 0.5 / shifted - tail - correction;
}
