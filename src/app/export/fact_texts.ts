import {attributeTitle, attributeValue} from '../../model/attributes';
import type {Dataset} from '../../model/dataset';
import type {Period} from '../../model/scope';
import type {Notebook} from '../../notebook/document';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {App} from '../context';
import {receiptText} from '../import/words';

/** What a report says of the data below its title: what is looked at, and what was read. Nothing where there are none. */
export function factTexts({imports, settings}: App, notebook: Notebook): readonly string[] {
  const {loaded} = imports;
  if (!loaded) return [];
  const format = settings.format(loaded.dataset.currency);
  return [
    ...scopeTexts(notebook, loaded.dataset, format),
    receiptText(loaded.dataset, loaded.receipt, format),
  ].map(settings.say);
}

/** What a notebook looks at, in sentences: the day, the period, the filters, what counts as revenue. */
function scopeTexts(notebook: Notebook, dataset: Dataset, format: Format): Text[] {
  const {asOf, filter, basis, occasion, audiences} = notebook;
  const {day, list} = format;
  const period = periodText(notebook.period, format);
  const as = day(asOf ?? dataset.lastDay);
  const only = (en: string, de: string, values: readonly string[]): Text[] =>
    values.length === 0 ? [] : [{en: `${en}: ${list(values)}.`, de: `${de}: ${list(values)}.`}];
  const audience = audiences.filter(({id}) => id === filter.audience).map(({name}) => name);
  return [
    {en: `As of ${as}: ${period.en}.`, de: `Stichtag ${as}: ${period.de}.`},
    ...only('Only these countries', 'Nur diese Länder', filter.countries),
    ...only('Only these channels', 'Nur diese Kanäle', filter.channels),
    ...only('Only these products', 'Nur diese Produkte', filter.products),
    ...only('Only these categories', 'Nur diese Kategorien', filter.categories),
    ...Object.entries(filter.attributes).flatMap(([name, values]) => {
      const title = attributeTitle(name);
      return only(
        `Only ${title.en}`,
        `Nur ${title.de}`,
        values.map((value) => attributeValue(name, value)[format.language]),
      );
    }),
    ...only('Only the audience', 'Nur die Zielgruppe', audience),
    {
      en: `Revenue: goods ${basis.withVat ? 'with' : 'without'} VAT, ${basis.withShipping ? 'with' : 'without'} shipping, ${basis.lessRefunds ? 'refunds deducted' : 'before refunds'}; ${occasion === 'day' ? 'the orders of a day are one purchase' : 'each order is a purchase'}.`,
      de: `Umsatz: Waren ${basis.withVat ? 'mit' : 'ohne'} MwSt., ${basis.withShipping ? 'mit' : 'ohne'} Versand, ${basis.lessRefunds ? 'Erstattungen abgezogen' : 'vor Erstattungen'}; ${occasion === 'day' ? 'die Bestellungen eines Tages sind ein Kauf' : 'jede Bestellung ist ein Kauf'}.`,
    },
  ];
}

function periodText(period: Period, {day, count}: Format): Text {
  switch (period.kind) {
    case 'all':
      return {en: 'all orders up to then', de: 'alle Bestellungen bis dahin'};
    case 'months': {
      const months = count(period.months);
      return {en: `orders of the last ${months} months`, de: `Bestellungen der letzten ${months} Monate`};
    }
    case 'since':
      return {en: `orders since ${day(period.day)}`, de: `Bestellungen seit ${day(period.day)}`};
  }
}
