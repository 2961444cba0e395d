import type {Notebook} from '../../notebook/document';
import {valueText, type Offer} from '../../notebook/values';
import type {App} from '../context';
import type {Shown} from './ValuePicker.svelte';

/** Offers of the open notebook with their values as they stand now. */
export function shownOffers(
  {document, faces, imports, runs, settings}: App,
  offersOf: (notebook: Notebook) => readonly Offer[],
): readonly Shown[] {
  const {notebook} = document;
  if (!notebook) return [];
  const format = settings.format(imports.shown?.dataset.currency ?? '');
  return offersOf(notebook).map((offer) => {
    const value = valueText(
      notebook,
      offer.reference,
      runs.factsOf,
      (id) => faces.of(id),
      format,
      runs.queries.answerOf,
    );
    return {...offer, value: typeof value === 'object' ? value.text : value === 'pending' ? '…' : '–'};
  });
}
