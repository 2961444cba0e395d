import type {Format} from './format';

/** The p-value of a test: "p = 0.031", "p = 0.41", "p < 0.001". */
export function pValue(p: number, {decimal}: Format): string {
  return p < 0.001 ? `p < ${decimal(0.001, 3)}` : `p = ${decimal(p, p < 0.1 ? 3 : 2)}`;
}
