import {element} from '../../charts/element';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame} from '../define';
import type {Facts, Result} from '../request';
import {comparison} from './comparison';
import {curves} from './curves';
import {pictureOf, type Params, type Picture} from './drawn';
import {SMALL, UNNAMED} from './limits';
import {matrix} from './matrix';
import {conventionOf} from './words';

export function chart(result: Result, params: Params, frame: Frame): Node {
  const {format, language} = frame;
  const picture = pictureOf(result, params, format);
  const said = [
    conventionOf(params.grain, params.convention, params.by === 'time')[language],
    ...(params.metric === 'margin' ? [marginSentence(result.facts, params, format)] : []),
  ];
  const line = (text: string) => element('p', {class: 'legend'}, element('span', {}, text));
  if (params.metric === 'margin' && result.facts['margin_known'] !== 1)
    return element('div', {}, ...said.map(line));

  const missing = missingFrom(picture, params, language);
  if (missing) return element('div', {}, ...[...said, missing].map(line));

  const compared = comparison(result, picture, params, format);
  const drawing =
    params.view === 'curves'
      ? curves(picture, params, frame)
      : matrix(
          picture,
          params,
          frame,
          compared.possible ? {chosen: compared.chosen, change: (keys) => compared.choose(keys)} : null,
        );
  return element(
    'div',
    {},
    ...said.map(line),
    drawing,
    ...notes(picture, params, format).map(line),
    ...(compared.possible && compared.node.textContent !== '' ? [compared.node] : []),
  );
}

const members = {
  product: {en: 'a product', de: 'ein Produkt'},
  category: {en: 'a category', de: 'eine Kategorie'},
  channel: {en: 'a channel', de: 'einen Kanal'},
  country: {en: 'a country', de: 'ein Land'},
  coupon: {en: 'a coupon', de: 'einen Gutschein'},
} as const satisfies Readonly<Record<string, Text>>;

/** What there is no picture without, in a sentence; null where there is one. */
function missingFrom({cohorts}: Picture, {by, view}: Params, language: Language): string | null {
  if (by !== 'time' && cohorts.every(({place}) => place === UNNAMED))
    return {
      en: `No first order names ${members[by].en}.`,
      de: `Keine erste Bestellung nennt ${members[by].de}.`,
    }[language];
  const periods = new Set(cohorts.flatMap(({cells}) => cells.map(({period}) => period)));
  if (periods.size > (view === 'curves' ? 1 : 0)) return null;
  return {
    en: 'No customer has been here for long enough yet.',
    de: 'Noch ist kein Kunde lange genug da.',
  }[language];
}

/** What the hatching and the pale cells mean, where there are any, and what is left out. */
function notes({cohorts, left}: Picture, {view}: Params, {count, language}: Format): string[] {
  const open = cohorts.some(({cells}) => cells.some(({complete}) => !complete));
  const small = cohorts.filter((cohort) => cohort.small).length;
  const pale = cohorts.some(
    (cohort) => cohort.small || cohort.cells.some(({customers}) => customers < SMALL),
  );
  const curvesLeft = view === 'curves' && small > 0 && small < cohorts.length;
  const said = {
    en: [
      ...(view === 'matrix' && open ? ['Hatched: not complete, and not in the average.'] : []),
      ...(view === 'matrix' && pale ? [`Pale: fewer than ${SMALL} customers.`] : []),
      ...(curvesLeft ? [`Without ${count(small)} cohorts of fewer than ${SMALL} customers.`] : []),
      ...(left > 0
        ? [
            `The latest ${count(cohorts.length)} of ${count(cohorts.length + left)} cohorts; the table has all.`,
          ]
        : []),
    ],
    de: [
      ...(view === 'matrix' && open ? ['Schraffiert: unvollständig und nicht im Schnitt.'] : []),
      ...(view === 'matrix' && pale ? [`Blass: weniger als ${SMALL} Kunden.`] : []),
      ...(curvesLeft ? [`Ohne ${count(small)} Kohorten mit weniger als ${SMALL} Kunden.`] : []),
      ...(left > 0
        ? [
            `Die letzten ${count(cohorts.length)} von ${count(cohorts.length + left)} Kohorten; die Tabelle hat alle.`,
          ]
        : []),
    ],
  }[language];
  return said.length > 0 ? [said.join(' ')] : [];
}

/** How the margin was reckoned, or what is missing for it (H3). */
function marginSentence(facts: Facts, {order_cost: orderCost}: Params, format: Format): string {
  const {share, roundMoney, language} = format;
  const covered = facts['margin_costs_share'] ?? 0;
  const rate = facts['margin_rate'];
  if (facts['margin_with_vat'] === 1)
    return {
      en: 'VAT is not the shop’s own: for a margin, take it out of the revenue in the bar at the top.',
      de: 'MwSt. gehört nicht dem Shop: Nehmen Sie sie für einen Deckungsbeitrag in der Leiste oben aus dem Umsatz.',
    }[language];
  if (rate === null || rate === undefined)
    return {
      en: `${covered > 0 ? `The files name the cost of goods for ${share(covered)} of the revenue only` : 'The files name no cost of goods'}, and no margin is set under “More”: without one of them there is no margin to show.`,
      de: `${covered > 0 ? `Die Dateien nennen den Wareneinsatz nur für ${share(covered)} des Umsatzes` : 'Die Dateien nennen keinen Wareneinsatz'}, und unter „Mehr“ steht keine Marge: Ohne eines davon gibt es keinen Deckungsbeitrag.`,
    }[language];
  const full = covered >= 0.9995;
  const whose = facts['margin_own_rate'] === 1;
  const basis = {
    en: full
      ? 'Cost of goods as the files name it'
      : covered > 0
        ? `Cost of goods as the files name it for ${share(covered)} of the revenue; the rest at ${whose ? 'your' : 'the same'} margin of ${share(rate)}`
        : `${share(rate)} of the revenue, your margin`,
    de: full
      ? 'Wareneinsatz, wie ihn die Dateien nennen'
      : covered > 0
        ? `Wareneinsatz, wie ihn die Dateien nennen, für ${share(covered)} des Umsatzes; der Rest mit ${whose ? 'Ihrer' : 'der gleichen'} Marge von ${share(rate)}`
        : `${share(rate)} des Umsatzes, Ihre Marge`,
  };
  return {
    en: `Margin: ${basis.en}${orderCost > 0 ? `; less ${roundMoney(orderCost)} per order` : ''}.`,
    de: `Deckungsbeitrag: ${basis.de}${orderCost > 0 ? `; abzüglich ${roundMoney(orderCost)} je Bestellung` : ''}.`,
  }[language];
}
