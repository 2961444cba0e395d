/** The words at the ticks of an axis, from its beginning. */
export function axisTicks(axis: 'x' | 'y', within: ParentNode = document): SVGTextElement[] {
  return [...within.querySelectorAll<SVGTextElement>(`[aria-label^="${axis}-axis tick label"] text`)];
}

/** The same as strings. */
export function tickTexts(axis: 'x' | 'y', within?: ParentNode): string[] {
  return axisTicks(axis, within).map(({textContent}) => textContent);
}
