import type {Keys} from '../shell/keys';

/** The keys that work wherever the focus is inside a cell. */
export const cellKeys = {
  up: {key: 'ArrowUp', alt: true, shift: true},
  down: {key: 'ArrowDown', alt: true, shift: true},
  previous: {key: 'ArrowUp', alt: true},
  next: {key: 'ArrowDown', alt: true},
  fold: {key: 'ArrowLeft', alt: true, shift: true},
  unfold: {key: 'ArrowRight', alt: true, shift: true},
  rename: {key: 'F2'},
  duplicate: {key: 'D', code: 'KeyD', alt: true, shift: true},
  remove: {key: 'Backspace', alt: true, shift: true},
} as const satisfies Readonly<Record<string, Keys>>;
