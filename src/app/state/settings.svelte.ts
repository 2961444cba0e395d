import {createFormat, type Format} from '../../text/format';
import {languages, preferredLanguage, type Language, type Text} from '../../text/language';

export type Theme = 'system' | 'light' | 'dark';

const LANGUAGE = 'stammkunde.language';
const THEME = 'stammkunde.theme';

/** Choices of the reader that belong to no notebook; kept in the browser. */
export class Settings {
  language = $state<Language>('en');
  theme = $state<Theme>('system');

  #formats = new Map<string, Format>();

  constructor() {
    const language = remembered(LANGUAGE);
    this.language = languages.find((known) => known === language) ?? preferredLanguage(navigator.languages);
    const theme = remembered(THEME);
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
  }

  say = (text: Text): string => text[this.language];

  /** Making formatters is slow, so each language and currency has its own once. */
  format(currency: string): Format {
    const key = `${this.language} ${currency}`;
    const known = this.#formats.get(key) ?? createFormat(this.language, currency);
    this.#formats.set(key, known);
    return known;
  }

  setLanguage(language: Language): void {
    this.language = language;
    remember(LANGUAGE, language);
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
