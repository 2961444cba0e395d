/** Colours of marks as custom properties, so that a change of theme needs no new picture (see app.css). */
export const theme = {
  ink: 'var(--ink)',
  quiet: 'var(--ink-quiet)',
  line: 'var(--line)',
  accent: 'var(--accent)',
  accentSoft: 'var(--accent-soft)',
  context: 'var(--context)',
} as const;

/** Size of axis labels in pixels. */
export const axisSize = 13;
