import type {Dataset} from '../../model/dataset';
import type {Notebook} from '../../notebook/document';
import type {Format} from '../../text/format';
import type {Text} from '../../text/language';

/** What a notebook looks at, in sentences: the day, the period, the filters, what counts as revenue. */
export function scopeTexts(notebook: Notebook, dataset: Dataset, {day, count, list}: Format): Text[] {
  const {asOf, period, filter, basis, occasion, audiences} = notebook;
  const periods = {
    all: {en: 'all orders up to then', de: 'alle Bestellungen bis dahin'},
    months: {
      en: `orders of the last ${count('months' in period ? period.months : 0)} months`,
      de: `Bestellungen der letzten ${count('months' in period ? period.months : 0)} Monate`,
    },
    since: {
      en: `orders since ${day('day' in period ? period.day : 0)}`,
      de: `Bestellungen seit ${day('day' in period ? period.day : 0)}`,
    },
  }[period.kind];
  const as = day(asOf ?? dataset.lastDay);
  const only = (en: string, de: string, values: readonly string[]): Text[] =>
    values.length === 0 ? [] : [{en: `${en}: ${list(values)}.`, de: `${de}: ${list(values)}.`}];
  const audience = audiences.filter(({id}) => id === filter.audience).map(({name}) => name);
  return [
    {en: `As of ${as}: ${periods.en}.`, de: `Stichtag ${as}: ${periods.de}.`},
    ...only('Only these countries', 'Nur diese Länder', filter.countries),
    ...only('Only these channels', 'Nur diese Kanäle', filter.channels),
    ...only('Only these products', 'Nur diese Produkte', filter.products),
    ...only('Only these categories', 'Nur diese Kategorien', filter.categories),
    ...Object.entries(filter.attributes).flatMap(([name, values]) =>
      only(`Only ${name}`, `Nur ${name}`, values),
    ),
    ...only('Only the audience', 'Nur die Zielgruppe', audience),
    {
      en: `Revenue: goods ${basis.withVat ? 'with' : 'without'} VAT, ${basis.withShipping ? 'with' : 'without'} shipping, ${basis.lessRefunds ? 'refunds deducted' : 'before refunds'}; ${occasion === 'day' ? 'the orders of a day are one purchase' : 'each order is a purchase'}.`,
      de: `Umsatz: Waren ${basis.withVat ? 'mit' : 'ohne'} MwSt., ${basis.withShipping ? 'mit' : 'ohne'} Versand, ${basis.lessRefunds ? 'Erstattungen abgezogen' : 'vor Erstattungen'}; ${occasion === 'day' ? 'die Bestellungen eines Tages sind ein Kauf' : 'jede Bestellung ist ein Kauf'}.`,
    },
  ];
}
