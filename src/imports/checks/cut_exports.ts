import {count, text} from '../../model/columns';
import {counted, type Check} from './define';

/** Smaller limits are met by chance. */
const LEAST_ROWS = 1000;
/** Sheets of old and new Excel end here; the header takes one row. */
const SHEET_ROWS = [65_536, 1_048_576];
/** Limits of shop systems and of page sizes: one figure or a quarter, then zeros. By chance one file in some thousand ends so. */
const ROUND = /^(?:[1-9]|1[25]|25|75)0{3,}$/;

/** Whether a file of so many records, the header not counted, ends where a limit would end it. */
export function isLimit(rows: number): boolean {
  return (
    rows >= LEAST_ROWS &&
    (ROUND.test(String(rows)) ||
      ROUND.test(String(rows + 1)) ||
      SHEET_ROWS.some((limit) => rows === limit || rows + 1 === limit))
  );
}

export const cutExports: Check = {
  title: {en: 'An export that may be cut off', de: 'Ein vielleicht abgeschnittener Export'},
  examples: {file: text('File', 'Datei'), rows: count('Rows', 'Zeilen')},
  judge(_, {receipt}) {
    const cut = receipt.files.filter(({target, rows}) => target !== 'spend' && isLimit(rows));
    const [first] = cut;
    if (!first) return null;
    return {
      severity: 'act',
      count: cut.length,
      effect: {},
      sentence: {
        en: (format) =>
          `${first.file} has ${format.count(first.rows)} rows, just as many as some systems export at most${cut.length > 1 ? `; ${counted(format, cut.length - 1, 'other file has', 'other files have')} such a number` : ''}.`,
        de: (format) =>
          `${first.file} hat ${format.count(first.rows)} Zeilen, genau so viele, wie manche Systeme höchstens exportieren${cut.length > 1 ? `; ${counted(format, cut.length - 1, 'weitere Datei hat', 'weitere Dateien haben')} eine solche Zahl` : ''}.`,
      },
      why: {
        en: 'What lies beyond a limit is missing without a word: the oldest or the newest rows, and with them whole customers.',
        de: 'Was jenseits einer Grenze liegt, fehlt ohne ein Wort: die ältesten oder die neuesten Zeilen, und mit ihnen ganze Kunden.',
      },
      advice: {
        en: 'Compare the first and the last day with the shop. If something is missing, export in parts, by year or month, and drop all parts at once.',
        de: 'Vergleichen Sie den ersten und den letzten Tag mit dem Shop. Fehlt etwas, exportieren Sie in Teilen, nach Jahr oder Monat, und legen alle Teile zusammen ab.',
      },
      examples: cut.map(({file, rows}) => ({file, rows})),
    };
  },
};
