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
  picture: {
    en: 'A matrix of five engagement scores by five groups of RFM segments.',
    de: 'Eine Matrix aus fünf Stufen Engagement und fünf Gruppen von RFM-Segmenten.',
  },
};

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, {count, shortMoney}: Format): string[] {
  if (number(facts, 'contacted') === 0)
    return [
      'There are no events of customers yet; this cell needs openings and clicks. Drop the export of your newsletter tool as well.',
    ];
  const readers = number(facts, 'quiet_readers');
  const regulars = number(facts, 'silent_regulars');
  return [
    readers > 0
      ? `**${count(readers)} customers** no longer buy but still read you; they have spent ${shortMoney(number(facts, 'quiet_readers_revenue'))} so far. A mailing reaches them.`
      : 'None of those who no longer buy still reads you; a mailing will not bring them back.',
    regulars > 0
      ? `**${count(regulars)} regulars** (${shortMoney(number(facts, 'silent_regulars_revenue'))}) do not read you at all: they need no newsletter to buy, or another channel.`
      : 'All regulars read you.',
  ];
}

function german(facts: Facts, {count, shortMoney}: Format): string[] {
  if (number(facts, 'contacted') === 0)
    return [
      'Es gibt noch keine Ereignisse von Kunden; diese Zelle braucht Öffnungen und Klicks. Legen Sie auch den Export Ihres Newsletter-Werkzeugs ab.',
    ];
  const readers = number(facts, 'quiet_readers');
  const regulars = number(facts, 'silent_regulars');
  return [
    readers > 0
      ? `**${count(readers)} Kunden** kaufen nicht mehr, lesen Sie aber noch; bisher haben sie ${shortMoney(number(facts, 'quiet_readers_revenue'))} ausgegeben. Eine Aussendung erreicht sie.`
      : 'Wer nicht mehr kauft, liest Sie auch nicht mehr; eine Aussendung bringt niemanden zurück.',
    regulars > 0
      ? `**${count(regulars)} Stammkunden** (${shortMoney(number(facts, 'silent_regulars_revenue'))}) lesen Sie gar nicht: Sie kaufen auch ohne Newsletter, oder sie brauchen einen anderen Weg.`
      : 'Alle Stammkunden lesen Sie.',
  ];
}
