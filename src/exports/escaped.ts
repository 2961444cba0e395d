import {legible} from './legible';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that is nothing but text in HTML and XML, as content or in quotes. */
export function escaped(text: string): string {
  return legible(text).replace(/[&<>"']/g, (sign) => entities[sign]!);
}
