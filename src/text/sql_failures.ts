import type {Text} from './language';

/** What each kind of error of DuckDB means, by the words that its message begins with. */
const sqlFailures: readonly (readonly [beginning: string, text: Text])[] = [
  [
    'Parser',
    {
      en: 'Here the sentence is not SQL any more. Look for a missing comma, bracket or word before this place.',
      de: 'Ab hier ist der Satz kein SQL mehr. Suchen Sie davor ein fehlendes Komma, eine Klammer oder ein Wort.',
    },
  ],
  [
    'Catalog',
    {
      en: 'There is no table or function of this name. What there is stands in the list while you type.',
      de: 'Eine Tabelle oder Funktion dieses Namens gibt es nicht. Was es gibt, steht beim Tippen in der Liste.',
    },
  ],
  [
    'Binder',
    {
      en: 'A column is not in these tables, or does not fit here. Check its name and what it is compared with.',
      de: 'Eine Spalte steht nicht in diesen Tabellen oder passt hier nicht. Prüfen Sie ihren Namen und womit sie verglichen wird.',
    },
  ],
  [
    'Conversion',
    {
      en: 'A value cannot be read as the kind that is asked for. try_cast leaves such values empty.',
      de: 'Ein Wert lässt sich nicht als das lesen, was verlangt ist. Mit try_cast bleiben solche Werte leer.',
    },
  ],
  [
    'Out of Range',
    {
      en: 'A number becomes larger than its kind can hold. Cast it to double before the calculation.',
      de: 'Eine Zahl wird größer, als ihre Art es zulässt. Wandeln Sie sie vor der Rechnung in double um.',
    },
  ],
];

/** What DuckDB could not do, by its own message. */
export function sqlFailure(message: string): Text {
  const known = sqlFailures.find(([beginning]) => message.startsWith(beginning));
  return known?.[1] ?? {en: 'DuckDB could not run this.', de: 'DuckDB konnte das nicht ausführen.'};
}
