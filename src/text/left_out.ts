import type {ProblemCode, ProblemFacts} from '../lib/problem';
import type {Text} from './language';

/** Why a file, a sheet or an entry of an archive is left out, in a few words. */
export function reasonLeftOut(code: ProblemCode, facts: ProblemFacts): Text {
  const kind = facts['kind'];
  switch (code) {
    case 'folder-in-folder':
      return {en: 'a folder in it', de: 'ein Ordner darin'};
    case 'file-empty':
      return {en: 'empty', de: 'leer'};
    case 'file-no-rows':
      return {en: 'a header without rows', de: 'eine Kopfzeile ohne Zeilen'};
    case 'file-not-orders':
      return {en: String(facts['nameEn']), de: String(facts['nameDe'])};
    case 'file-not-a-table':
      if (kind === 'chart') return {en: 'a chart', de: 'ein Diagramm'};
      return kind === undefined || kind === 'binary'
        ? {en: 'no readable table', de: 'keine lesbare Tabelle'}
        : {en: `${kind}, no readable table`, de: `${kind}, keine lesbare Tabelle`};
    case 'file-damaged':
      return {en: 'damaged or cut off', de: 'beschädigt oder abgeschnitten'};
    case 'file-encrypted':
      return {en: 'protected by a password', de: 'mit Kennwort geschützt'};
    case 'file-beyond-most': {
      const further = Number(facts['files']) - 1;
      return {
        en: `${further > 0 ? `with ${further} more ` : ''}beyond the ${facts['most']} files that are read of an archive`,
        de: `${further > 0 ? `mit ${further} weiteren ` : ''}über die ${facts['most']} Dateien hinaus, die von einem Archiv gelesen werden`,
      };
    }
    case 'file-too-large':
      return {en: 'too large for this tab', de: 'zu groß für diesen Tab'};
    default:
      return {en: 'cannot be read', de: 'nicht lesbar'};
  }
}
