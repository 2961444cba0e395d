import type {Format} from '../../text/format';
import type {Language} from '../../text/language';
import type {Facts} from '../request';
import {levelOf, number} from './level';
import {reasons} from './reasons';

/** Why there is no threshold, and what would help. */
export function missing(facts: Facts, format: Format, language: Language): string {
  const {count, share} = format;
  const level = levelOf(facts, format).name;
  const have = number(facts, 'reason_have');
  const needed = number(facts, 'reason_needed');
  const reason = reasons[number(facts, 'reason')]!;
  switch (reason) {
    case 'too-few-customers':
      return {
        en: `There are ${count(have)} customers to look at; a threshold needs at least **${count(needed)}**.`,
        de: `Es gibt ${count(have)} Kunden zu betrachten; eine Schwelle braucht mindestens **${count(needed)}**.`,
      }[language];
    case 'no-repeaters':
      return {
        en: 'Nobody has bought again yet, so nothing can be said about when they would.',
        de: 'Noch hat niemand wieder gekauft; wann jemand es täte, lässt sich nicht sagen.',
      }[language];
    case 'too-few-repeaters':
      return {
        en: `Only ${count(have)} customers have bought again; a threshold needs at least **${count(needed)}**.`,
        de: `Erst ${count(have)} Kunden haben wieder gekauft; eine Schwelle braucht mindestens **${count(needed)}**.`,
      }[language];
    case 'same-day-repeats':
      return {
        en: 'Counting each order as a purchase, some customers return on the same day. Count one purchase a day instead.',
        de: 'Wenn jede Bestellung als Kauf zählt, kommen manche am selben Tag zurück. Zählen Sie einen Kauf je Tag.',
      }[language];
    case 'one-cohort-day':
      return {
        en: 'All customers began on the same day, so age and season cannot be told apart. Drop a longer export.',
        de: 'Alle Kunden haben am selben Tag begonnen; Alter und Saison lassen sich nicht trennen. Legen Sie einen längeren Export ab.',
      }[language];
    case 'not-enough-history':
      return {
        en: `Not enough history yet: enough customers can be watched for ${count(Math.max(0, have))} days, and it takes **${count(needed)}**. Drop an older export as well.`,
        de: `Noch nicht genug Vergangenheit: Genug Kunden lassen sich ${count(Math.max(0, have))} Tage lang beobachten, nötig sind **${count(needed)}**. Legen Sie auch einen älteren Export ab.`,
      }[language];
    case 'none-within-window':
      return {
        en: `Nobody returns within ${count(needed)} days; the first did so after ${count(have)}. Choose a longer time for a return under More.`,
        de: `Binnen ${count(needed)} Tagen kommt niemand zurück; der erste kam nach ${count(have)}. Wählen Sie unter Mehr eine längere Zeit für die Rückkehr.`,
      }[language];
    case 'already-below':
      return {
        en: `From the first day on the chance to return (${share(have)}) is below ${level.en}.`,
        de: `Schon am ersten Tag ist die Chance auf Rückkehr mit ${share(have)} kleiner als die Grenze (${level.de}).`,
      }[language];
    case 'never-falls-below':
      return {
        en: `The chance to return never falls below ${level.en}; at its lowest it is ${share(have)}: nobody is given up for lost here.`,
        de: `Die Chance auf Rückkehr fällt nie unter ${level.de}; am tiefsten liegt sie bei ${share(have)}: Hier ist niemand verloren zu geben.`,
      }[language];
    case 'not-stable':
      return {
        en: `The chance to return falls below ${level.en} and rises again, never below for ${count(needed)} days in a row; no single day can be named.`,
        de: `Die Chance auf Rückkehr fällt unter ${level.de} und steigt wieder, nie bleibt sie ${count(needed)} Tage am Stück darunter; ein einzelner Tag lässt sich nicht nennen.`,
      }[language];
  }
}
