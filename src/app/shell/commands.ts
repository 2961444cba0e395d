import {change} from '../../notebook/edits';
import {languageNames, languages, type Text} from '../../text/language';
import type {App} from '../context';
import type {Theme} from '../state/settings.svelte';
import type {Keys} from './keys';

/** Something that can be done from the menu, the palette of commands or by keys. */
export interface Command {
  readonly id: string;
  readonly group: keyof typeof commandGroups;
  readonly title: Text;
  /** Other words that lead to it. */
  readonly words?: Text;
  readonly keys?: Keys;
  readonly off?: boolean;
  /** Defined where it is a choice. */
  readonly checked?: boolean;
  act(): void;
}

export const commandGroups = {
  notebook: {en: 'Notebook', de: 'Notizbuch'},
  edit: {en: 'Edit', de: 'Bearbeiten'},
  show: {en: 'Show', de: 'Zeigen'},
  language: {en: 'Language', de: 'Sprache'},
  theme: {en: 'Colours', de: 'Farben'},
  help: {en: 'Help', de: 'Hilfe'},
} as const satisfies Readonly<Record<string, Text>>;

const themes: Readonly<Record<Theme, Text>> = {
  system: {en: 'As the device', de: 'Wie das Gerät'},
  light: {en: 'Light', de: 'Hell'},
  dark: {en: 'Dark', de: 'Dunkel'},
};

/** What can be done now, in the order of the menu. */
export function commandsOf({audiences, desk, document, imports, library, settings}: App): readonly Command[] {
  const {notebook} = document;
  const end = notebook?.cells.length ?? 0;
  const current = notebook?.cells.findIndex(({id}) => id === desk.current) ?? -1;
  const ofNotebook: readonly Command[] = [
    {
      id: 'insert',
      group: 'notebook',
      title: {en: 'Insert a cell …', de: 'Zelle einfügen …'},
      words: {en: 'add new question text input SQL', de: 'hinzufügen neue Frage Text Eingabe SQL'},
      keys: {key: 'A', code: 'KeyA', alt: true, shift: true},
      act: () => desk.open({kind: 'insert', at: current < 0 ? end : current + 1}),
    },
    {
      id: 'templates',
      group: 'notebook',
      title: {en: 'Replace all cells …', de: 'Alle Zellen ersetzen …'},
      words: {
        en: 'template check-up coaching retention empty',
        de: 'Vorlage Check-up Coaching Kundenbindung leer',
      },
      act: () => desk.open({kind: 'templates'}),
    },
    {
      id: 'take-away',
      group: 'notebook',
      title: {en: 'Take away …', de: 'Mitnehmen …'},
      words: {en: 'export report ZIP', de: 'Export Bericht ZIP'},
      keys: {key: 'E', code: 'KeyE', alt: true, shift: true},
      act: () => desk.open({kind: 'take-away'}),
    },
    {
      id: 'print',
      group: 'notebook',
      title: {en: 'Print or PDF …', de: 'Drucken oder PDF …'},
      keys: {key: 'P', mod: true},
      act: () => (desk.printing = true),
    },
    {
      id: 'undo',
      group: 'edit',
      title: {en: 'Undo', de: 'Rückgängig'},
      keys: {key: 'Z', mod: true},
      off: !document.undoable,
      act: () => document.undo(),
    },
    {
      id: 'redo',
      group: 'edit',
      title: {en: 'Redo', de: 'Wiederholen'},
      keys: {key: 'Y', mod: true},
      off: !document.redoable,
      act: () => document.redo(),
    },
    {
      id: 'history',
      group: 'edit',
      title: {en: 'History …', de: 'Verlauf …'},
      words: {en: 'steps versions back', de: 'Schritte Versionen zurück'},
      keys: {key: 'H', code: 'KeyH', alt: true, shift: true},
      act: () => desk.open({kind: 'history'}),
    },
    {
      id: 'audiences',
      group: 'show',
      title: {en: 'Audiences …', de: 'Zielgruppen …'},
      words: {en: 'segment customers list mailing CSV', de: 'Segment Kunden Liste Mailing CSV'},
      off: !imports.loaded,
      act: () => (audiences.view = {kind: 'list'}),
    },
    {
      id: 'presentation',
      group: 'show',
      title: {en: 'Present', de: 'Vorführen'},
      words: {en: 'slides full screen talk', de: 'Präsentation Vollbild Vortrag Folien'},
      keys: {key: 'P', code: 'KeyP', alt: true, shift: true},
      off: end === 0,
      act: () => desk.open({kind: 'presentation', cell: desk.current}),
    },
    {
      id: 'guided',
      group: 'show',
      title: notebook?.guided
        ? {en: 'Hide the explanations', de: 'Erklärungen ausblenden'}
        : {en: 'Explain every cell', de: 'Jede Zelle erklären'},
      words: {en: 'guide help how to read', de: 'Erklärung Hilfe wie lesen'},
      act: () => document.edit(change({guided: !notebook?.guided})),
    },
    {
      id: 'receipt',
      group: 'show',
      title: {en: 'Import receipt', de: 'Importbeleg'},
      words: {en: 'rows data files set aside', de: 'Zeilen Daten Dateien ausgelassen'},
      off: !imports.loaded,
      act() {
        imports.receiptOpen = true;
        window.document.getElementById('receipt')?.scrollIntoView();
      },
    },
  ];
  const ofLibrary: Command = {
    id: 'notebooks',
    group: 'notebook',
    title: {en: 'Notebooks …', de: 'Notizbücher …'},
    words: {en: 'open other start backup delete', de: 'öffnen anderes beginnen Sicherung löschen'},
    act: () => desk.open({kind: 'notebooks'}),
  };
  return [
    ...(library ? [ofLibrary] : []),
    ...(notebook ? ofNotebook : []),
    ...languages.map((language): Command => ({
      id: `language-${language}`,
      group: 'language',
      title: {en: languageNames[language], de: languageNames[language]},
      words: commandGroups.language,
      checked: settings.language === language,
      act: () => settings.setLanguage(language),
    })),
    ...(Object.keys(themes) as Theme[]).map((theme): Command => ({
      id: `theme-${theme}`,
      group: 'theme',
      title: themes[theme],
      words: {en: 'Colours theme', de: 'Farben Erscheinungsbild'},
      checked: settings.theme === theme,
      act: () => settings.setTheme(theme),
    })),
    {
      id: 'commands',
      group: 'help',
      title: {en: 'All commands …', de: 'Alle Befehle …'},
      keys: {key: 'K', mod: true},
      act: () => desk.open({kind: 'commands'}),
    },
    {
      id: 'shortcuts',
      group: 'help',
      title: {en: 'Keyboard shortcuts', de: 'Tastenkürzel'},
      keys: {key: '?'},
      act: () => desk.open({kind: 'shortcuts'}),
    },
  ];
}
