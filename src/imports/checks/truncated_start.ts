import {count, day, share} from '../../model/columns';
import {type Check} from './define';
import sql from './truncated_start.sql?raw';

/** About a month, and the same length everywhere. */
const DAYS = 30;
/** Who came in the first stretch comes back in the next ones; after two of them newcomers are mostly new. */
const SETTLED = 3;
/** Half a year of later stretches makes a median. */
const LEAST_LATER = 6;
/** Seasons and good starts make up to twice as many newcomers; and the same season a year later must not explain them. */
const FAR_ABOVE = 2;
/** Fewer customers too many than this change nothing. */
const LEAST_MORE = 30;
/** Where nearly nobody is new later, the file follows a fixed set of customers, or the shop has ended. */
const LEAST_USUAL = 5;
/** Where later buyers are new nearly always, those of before would have been as well. */
const MOSTLY_NEW = 0.9;

export const truncatedStart: Check = {
  title: {en: 'Old customers look new at the start', de: 'Am Anfang wirken alte Kunden neu'},
  sql,
  parameters: () => ({days: DAYS, settled: SETTLED}),
  examples: {
    from_on: day(`${DAYS} days from`, `${DAYS} Tage ab`),
    buyers: count('Buyers', 'Käufer'),
    newcomers: count('Seen for the first time', 'Zum ersten Mal gesehen'),
    new_share: share('Share', 'Anteil'),
  },
  judge(facts) {
    const first = facts.number('first_newcomers');
    const usual = facts.number('usual');
    const usualShare = facts.number('usual_share');
    const more = first - usual;
    const explained = Math.max(usual, facts.number('year_later'));
    if (facts.number('later') < LEAST_LATER || usualShare >= MOSTLY_NEW) return null;
    if (usual < LEAST_USUAL || more < LEAST_MORE || first < FAR_ABOVE * explained) return null;
    return {
      severity: 'look',
      count: first,
      effect: {customers: first},
      sentence: {
        en: ({count, share}) =>
          `In the first ${DAYS} days ${count(first)} customers are seen for the first time, later usually ${count(usual)} in as many days (${share(usualShare)} of the buyers): about ${count(more)} of them were probably customers before.`,
        de: ({count, share}) =>
          `In den ersten ${DAYS} Tagen werden ${count(first)} Kunden zum ersten Mal gesehen, später in ebenso vielen Tagen meist ${count(usual)} (${share(usualShare)} der Käufer): Etwa ${count(more)} von ihnen waren wohl schon vorher Kunden.`,
      },
      why: {
        en: 'The export begins in the middle of the shop’s life. First cohorts hold regulars and look more faithful than real newcomers.',
        de: 'Der Export beginnt mitten im Leben des Shops. Die ersten Kohorten enthalten Stammkunden und wirken treuer als echte Neukunden.',
      },
      advice: {
        en: 'Export from the shop’s first day if you can. Else do not compare the first cohorts with the later ones.',
        de: 'Exportieren Sie vom ersten Tag des Shops an, wenn es geht. Sonst vergleichen Sie die ersten Kohorten nicht mit den späteren.',
      },
    };
  },
};
