export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** A text in every language. A missing one does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** Names of the languages in themselves, for the switch. */
export const languageNames: Readonly<Record<Language, string>> = {en: 'English', de: 'Deutsch'};

/** The first language of a browser's list that we speak; English where we speak none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languages.find((known) => tag.toLowerCase().split('-')[0] === known);
    if (language) return language;
  }
  return 'en';
}
