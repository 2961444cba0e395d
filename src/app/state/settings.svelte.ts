import {createFormat, type Format} from '../../text/format';
import {languages, preferredLanguage, type Language, type Text} from '../../text/language';
import {keep, recall} from './recall';

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
    const language = recall('localStorage', LANGUAGE);
    this.language = languages.find((known) => known === language) ?? preferredLanguage(navigator.languages);
    const theme = recall('localStorage', THEME);
    this.keeps = recall('localStorage', KEEP) !== 'nothing';
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
    this.hintsSeen = (recall('localStorage', HINTS) ?? '').split(' ');
  }

  say = (text: Text): string => text[this.language];

  /** Making formatters is slow, so each language and currency has its own once. */
  format(currency: string): Format {
    const key = `${this.language} ${currency}`;
    const known = this.#formats.get(key) ?? createFormat(this.language, currency);
    this.#formats.set(key, known);
    return known;
  }

  /** A moment in the reader's own time, to the minute. */
  moment(at: number): string {
    const locale = this.language === 'de' ? 'de-DE' : 'en-GB';
    const month = this.language === 'de' ? 'numeric' : 'short';
    return new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month,
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }).format(at);
  }

  dismissHint(id: HintId): void {
    this.hintsSeen = [...this.hintsSeen, id];
    keep('localStorage', HINTS, this.hintsSeen.join(' '));
  }

  setLanguage(language: Language): void {
    this.language = language;
    keep('localStorage', LANGUAGE, language);
  }

  setKeeps(keeps: boolean): void {
    this.keeps = keeps;
    keep('localStorage', KEEP, keeps ? 'all' : 'nothing');
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep('localStorage', THEME, theme);
  }
}
