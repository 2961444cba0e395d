/**
 * Hues of named groups, told apart by the colour-blind too; app.css has them for both themes. Neighbours differ most, and
 * the last is the grey of the rest.
 */
export const hues = [
  'var(--hue-1)',
  'var(--hue-2)',
  'var(--hue-3)',
  'var(--hue-4)',
  'var(--hue-5)',
  'var(--hue-6)',
  'var(--hue-7)',
] as const;
