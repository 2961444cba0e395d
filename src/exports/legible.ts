/** A text without the signs that neither XML nor HTML allows. */
export function legible(text: string): string {
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').toWellFormed();
}
