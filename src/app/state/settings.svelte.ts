import {createFormat, type Format} from '../../text/format';
import {languages, preferredLanguage, type Language, type Text} from '../../text/language';

export type Theme = 'system' | 'light' | 'dark';

const LANGUAGE = 'stammkunde.language';
const THEME = 'stammkunde.theme';
const KEEP = 'stammkunde.keep';
const HINTS = 'stammkunde.hints';

/** Hints of the first visit, each at the place it concerns. */
export type HintId = 'as_of' | 'details' | 'insert';

/** Choices of the reader that belong to no notebook; kept in the browser. */
export class Settings {
  language = $state<Language>('en');
  theme = $state<Theme>('system');
  /** Hints that were understood, and are never shown again. */
  hintsSeen = $state.raw<readonly string[]>([]);
  /** Whether notebooks and data are kept in this browser; else they live as long as the tab. */
  keeps = $state(true);

  #formats = new Map<string, Format>();

  constructor() {
    const language = remembered(LANGUAGE);
    this.language = languages.find((known) => known === language) ?? preferredLanguage(navigator.languages);
    const theme = remembered(THEME);
    this.keeps = remembered(KEEP) !== 'nothing';
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
    this.hintsSeen = (remembered(HINTS) ?? '').split(' ');
  }

  say = (text: Text): string => text[this.language];

  /** Making formatters is slow, so each language and currency has its own once. */
  format(currency: string): Format {
    const key = `${this.language} ${currency}`;
    const known = this.#formats.get(key) ?? createFormat(this.language, currency);
    this.#formats.set(key, known);
    return known;
  }

  dismissHint(id: HintId): void {
    this.hintsSeen = [...this.hintsSeen, id];
    remember(HINTS, this.hintsSeen.join(' '));
  }

  setLanguage(language: Language): void {
    this.language = language;
    remember(LANGUAGE, language);
  }

  setKeeps(keeps: boolean): void {
    this.keeps = keeps;
    remember(KEEP, keeps ? 'all' : 'nothing');
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    remember(THEME, theme);
  }
}

// A browser may forbid storage; the choice then lasts as long as the page.
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to be done, and nothing is lost but the memory of a choice.
  }
}
