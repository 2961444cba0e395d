import type {Text} from '../../text/language';

/** Keys pressed together. `mod` is Ctrl, on a Mac ⌘. */
export interface Keys {
  /** As `KeyboardEvent.key` where `code` is absent. */
  readonly key: string;
  /** As `KeyboardEvent.code`, for letters that Alt turns into other signs. */
  readonly code?: string;
  readonly mod?: true;
  readonly alt?: true;
  readonly shift?: true;
}

const mac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

export function pressed(event: KeyboardEvent, {key, code, mod, alt, shift}: Keys): boolean {
  const same = code ? event.code === code : event.key.toLowerCase() === key.toLowerCase();
  // A sign such as `?` needs Shift on some keyboards and not on others.
  const shifted = key === '?' || event.shiftKey === (shift ?? false);
  return (
    same && shifted && event.altKey === (alt ?? false) && (event.ctrlKey || event.metaKey) === (mod ?? false)
  );
}

const names: Readonly<Record<string, Text>> = {
  ArrowUp: {en: '↑', de: '↑'},
  ArrowDown: {en: '↓', de: '↓'},
  ArrowLeft: {en: '←', de: '←'},
  ArrowRight: {en: '→', de: '→'},
  Backspace: {en: 'Backspace', de: 'Rücktaste'},
};

/** As the keys are labelled: Strg+Umschalt+Z, ⇧⌘Z. */
export function written({key, mod, alt, shift}: Keys, say: (text: Text) => string): string {
  const name = names[key] ? say(names[key]) : key.length === 1 ? key.toUpperCase() : key;
  if (mac()) return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [
    ...(mod ? [say({en: 'Ctrl', de: 'Strg'})] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? [say({en: 'Shift', de: 'Umschalt'})] : []),
    name,
  ].join('+');
}

/** The element that an event comes from, also inside of a tree of its own, such as that of an editor. */
export function source(event: Event): Element {
  return (event.composedPath()[0] ?? event.target) as Element;
}

/** Whether an event comes from where keys mean text. */
export function typing(event: Event): boolean {
  return source(event).closest('input:not([type=range]), textarea, select, [contenteditable=true]') !== null;
}
