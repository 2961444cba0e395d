/** A symmetric matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/** The lower triangle L with L Lᵀ = matrix; null where the matrix is not positive definite, or nearly not. */
export function cholesky(matrix: Matrix): Matrix | null {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = rest / lower[j]![j]!;
      else if (rest > 1e-12 * Math.abs(matrix[i]![i]!)) lower[i]![i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/** The inverse of a symmetric positive definite matrix; null for any other. */
export function inverseOf(matrix: Matrix): Matrix | null {
  const lower = cholesky(matrix);
  if (!lower) return null;
  const columns = matrix.map((_, column) => {
    const solution = matrix.map((_, i) => (i === column ? 1 : 0));
    for (let i = 0; i < matrix.length; i++) {
      for (let k = 0; k < i; k++) solution[i]! -= lower[i]![k]! * solution[k]!;
      solution[i]! /= lower[i]![i]!;
    }
    for (let i = matrix.length - 1; i >= 0; i--) {
      for (let k = i + 1; k < matrix.length; k++) solution[i]! -= lower[k]![i]! * solution[k]!;
      solution[i]! /= lower[i]![i]!;
    }
    return solution;
  });
  return columns.map((column, i) => column.map((entry, j) => (entry + columns[j]![i]!) / 2));
}
