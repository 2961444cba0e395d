/** ln(1 + eᵘ) without overflow; for every u. */
export function softplus(u: number): number {
  return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
}

/** 1/(1 + e⁻ᵘ) without overflow; for every u. */
export function sigmoid(u: number): number {
  const e = Math.exp(-Math.abs(u));
  return (u < 0 ? e : 1) / (1 + e);
}
