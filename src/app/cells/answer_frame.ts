import type {AnswerFrame} from '../../charts/answer_chart';
import type {QueryAnswer} from '../../model/query';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import {writerOf} from './answer_text';

/** What the picture of an answer is drawn with: the reader's words, and how the values of each column are written. */
export function answerFrame(
  answer: QueryAnswer,
  width: number,
  format: Format,
  say: (text: Text) => string,
): AnswerFrame {
  const writers = new Map(
    answer.columns.map((column) => [column.name, writerOf(column, answer.table, format)]),
  );
  const words = {
    missing: say({
      en: 'A column of this picture is no longer in the answer; choose another.',
      de: 'Eine Spalte dieses Bildes steht nicht mehr in der Antwort; wählen Sie eine andere.',
    }),
    others: say({en: 'others', de: 'andere'}),
    left: (count: number) =>
      say({
        en: count === 1 ? 'One more is in the table.' : `${format.count(count)} more are in the table.`,
        de:
          count === 1
            ? 'Ein weiterer Wert steht in der Tabelle.'
            : `${format.count(count)} weitere stehen in der Tabelle.`,
      }),
    outside: ({columns, rows}: {readonly columns: number; readonly rows: number}) => {
      const counted = (count: number, one: Text, several: Text) =>
        count === 0 ? [] : [`${format.count(count)} ${say(count === 1 ? one : several)}`];
      const parts = format.list([
        ...counted(columns, {en: 'column', de: 'Spalte'}, {en: 'columns', de: 'Spalten'}),
        ...counted(rows, {en: 'row', de: 'Zeile'}, {en: 'rows', de: 'Zeilen'}),
      ]);
      return say({en: `Not in the picture: ${parts}.`, de: `Nicht im Bild: ${parts}.`});
    },
    label: (x: string, y: string) =>
      say({
        en: `${y} by ${x}; the table below has the same numbers`,
        de: `${y} nach ${x}; die Tabelle darunter hat dieselben Zahlen`,
      }),
  };
  return {width, format, words, write: (name) => writers.get(name) ?? String};
}
