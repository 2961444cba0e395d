import type {Format} from '../../text/format';
import type {Text} from '../../text/language';

const MONTH = 365.25 / 12;

/** How long the revenue behind a status was earned: two years, or as long as there are bookings. */
export function spanOf(days: number, {count}: Format): Text {
  const months = Math.floor(days / MONTH + 0.1);
  if (months >= 24) return {en: 'the last two years', de: 'den letzten zwei Jahren'};
  if (months >= 3)
    return {en: `the ${count(months)} months so far`, de: `den bisherigen ${count(months)} Monaten`};
  if (days >= 14) {
    const weeks = count(days / 7);
    return {en: `the ${weeks} weeks so far`, de: `den bisherigen ${weeks} Wochen`};
  }
  return {en: 'the few days so far', de: 'den wenigen Tagen bisher'};
}
