import {closing, isoDay, opening, yearsOpen} from './calendar';
import {fairs} from './newcomers';
import type {Newcomer} from './newcomers';
import {logNormal, stream} from './random';

export interface Spend {
  month: string;
  channel: 'google' | 'meta' | 'newsletter' | 'fair';
  /** Cents. */
  amount: number;
}

/** Marketing by month: clicks are paid per customer won and become dearer, the rest costs what it costs. */
export function spend(newcomers: readonly Newcomer[]): Spend[] {
  const random = stream('spend');
  const won = new Map<string, number>();
  for (const {day, channel} of newcomers) {
    const key = `${isoDay(day).slice(0, 7)} ${channel}`;
    won.set(key, (won.get(key) ?? 0) + 1);
  }
  const months = new Map<string, number>();
  for (let on = opening; on <= closing; on++) months.set(isoDay(on).slice(0, 7), on);

  return [...months].flatMap(([month, end]): Spend[] => {
    const years = yearsOpen(end);
    const clicks = (channel: 'google' | 'meta', each: number) => ({
      month,
      channel,
      amount: Math.round(100 * logNormal(random, each * (4 + (won.get(`${month} ${channel}`) ?? 0)), 0.1)),
    });
    const rows: Spend[] = [
      clicks('google', 9.5 + 0.8 * years),
      clicks('meta', 11 + 3.2 * years),
      {month, channel: 'newsletter', amount: years < 1.5 ? 4900 : 8900},
    ];
    if (fairs.some((fair) => isoDay(fair).startsWith(month)))
      rows.push({month, channel: 'fair', amount: Math.round(100 * logNormal(random, 780, 0.2))});
    return rows;
  });
}
