const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that is nothing but text in HTML and XML, as content or in quotes; what XML does not allow is left out. */
export function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is to be found
  const allowed = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').toWellFormed();
  return allowed.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
