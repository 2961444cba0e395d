import type {Format} from '../../text/format';
import type {Texts} from '../define';
import type {Facts} from '../request';
import {segments, type Segment} from '../rfm/segments';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word: (column, value) => (column === 'segment' ? segments[value as Segment] : undefined),
  tables: {
    segments: {en: 'By segment', de: 'Nach Segment'},
    scores: {en: 'By score', de: 'Nach Punkten'},
  },
  facts: {
    scored_on: {en: 'Scored on', de: 'Bewertet am'},
    customers: {en: 'Scored customers', de: 'Bewertete Kunden'},
    bought_share: {en: 'Bought afterwards', de: 'Kauften danach'},
    r_top: {en: 'Of those with the best recency', de: 'Von denen mit bester Recency'},
    r_bottom: {en: 'Of those with the worst recency', de: 'Von denen mit schlechtester Recency'},
  },
  picture: {
    en: 'Bars: which share of each segment and of each score bought after the day of scoring.',
    de: 'Balken: welcher Anteil jedes Segments und jeder Punktzahl nach dem Tag der Bewertung gekauft hat.',
  },
};

const names = {
  en: {r: 'recency', f: 'frequency', m: 'monetary'},
  de: {r: 'Recency', f: 'Frequency', m: 'Monetary'},
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;
const silent = (facts: Facts) =>
  (['r', 'f', 'm'] as const).filter((name) => number(facts, `${name}_rises`) === 0);

function english(facts: Facts, {count, share, day, list}: Format): string[] {
  const on = day(number(facts, 'scored_on'));
  if (facts['r_bottom'] === null)
    return [
      `Of ${count(number(facts, 'customers'))} customers on ${on}, **${share(number(facts, 'bought_share'))}** bought afterwards; they were too alike for scores that differ.`,
    ];
  const without = silent(facts);
  return [
    `Of the customers with the best recency score (the latest purchases) on ${on}, **${share(number(facts, 'r_top'))}** (${share(number(facts, 'r_top_low'))}–${share(number(facts, 'r_top_high'))}) bought afterwards; of those with the lowest, **${share(number(facts, 'r_bottom'))}** (${share(number(facts, 'r_bottom_low'))}–${share(number(facts, 'r_bottom_high'))}).`,
    without.length === 0
      ? 'All three scores told buyers from the rest: the intervals of best and lowest do not meet.'
      : without.length === 3
        ? 'No score told buyers from the rest beyond doubt; do not plan with them yet.'
        : `No clear difference between best and lowest by ${list(without.map((name) => names.en[name]))}.`,
  ];
}

function german(facts: Facts, {count, share, day, list}: Format): string[] {
  const on = day(number(facts, 'scored_on'));
  if (facts['r_bottom'] === null)
    return [
      `Von ${count(number(facts, 'customers'))} Kunden am ${on} haben danach **${share(number(facts, 'bought_share'))}** gekauft; sie waren sich zu ähnlich für verschiedene Punkte.`,
    ];
  const without = silent(facts);
  return [
    `Von den Kunden mit den besten Punkten für Recency (dem jüngsten letzten Kauf) am ${on} haben danach **${share(number(facts, 'r_top'))}** (${share(number(facts, 'r_top_low'))}–${share(number(facts, 'r_top_high'))}) gekauft, von denen mit den niedrigsten **${share(number(facts, 'r_bottom'))}** (${share(number(facts, 'r_bottom_low'))}–${share(number(facts, 'r_bottom_high'))}).`,
    without.length === 0
      ? 'Alle drei Punktzahlen haben Käufer von den übrigen getrennt: Die Intervalle der besten und der niedrigsten berühren sich nicht.'
      : without.length === 3
        ? 'Keine Punktzahl hat Käufer zweifelsfrei von den übrigen getrennt; planen Sie noch nicht damit.'
        : `Kein klarer Unterschied zwischen den besten und den niedrigsten Punkten bei ${list(without.map((name) => names.de[name]))}.`,
  ];
}
