/** Where a part of a picture leads. */
export interface Lead {
  /** The same for the same part in every drawing. */
  readonly key: string;
  /** Shows what is behind it; with `more` beside parts that were chosen before. */
  follow(more: boolean): void;
}

/** The attribute by which a part is found again. */
export const PART = 'data-part';

/** Marks those parts of a picture as chosen that have one of these keys, and no others. */
export function markChosen(picture: Element, keys: readonly string[]): void {
  for (const part of picture.querySelectorAll(`[${PART}]`))
    if (keys.includes(part.getAttribute(PART)!)) part.setAttribute('aria-pressed', 'true');
    else part.removeAttribute('aria-pressed');
}
