/** Marks a part of a picture as chosen beside others, or no longer. */
export function togglePressed(part: Element): void {
  if (part.getAttribute('aria-pressed') === 'true') part.removeAttribute('aria-pressed');
  else part.setAttribute('aria-pressed', 'true');
}

/** Marks no part of a picture as chosen. */
export function releaseAll(picture: Element): void {
  for (const part of picture.querySelectorAll('[aria-pressed]')) part.removeAttribute('aria-pressed');
}
