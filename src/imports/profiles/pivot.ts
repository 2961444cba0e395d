import type {Refusal} from '../define';

/** A summary that Excel has made of a table: sums, and neither orders nor persons. */
export const pivotTable: Refusal = {
  id: 'pivot-table',
  system: 'Excel',
  name: {en: 'a pivot table', de: 'eine Pivot-Tabelle'},
  instead: {
    en: 'It has sums only; save the sheet with the rows that it is made of. If that is hidden, right-click a tab in Excel and choose “Unhide”; if it is gone, double-click the grand total.',
    de: 'Sie hat nur Summen; speichern Sie das Blatt mit den Zeilen, aus denen sie gemacht ist. Ist es ausgeblendet, klicken Sie in Excel rechts auf einen Reiter und wählen „Einblenden“; ist es fort, doppelklicken Sie auf das Gesamtergebnis.',
  },
  recognises: (headers) => headers.has('Zeilenbeschriftungen') || headers.has('Row Labels'),
};
