import type {Random, Weights} from './random';
import {weighted} from './random';

/** Days since 1970-01-01. */
export type Day = number;

const dayInMilliseconds = 86_400_000;

export const day = (iso: string): Day => Date.parse(`${iso}T00:00:00Z`) / dayInMilliseconds;

const isoDays = new Map<Day, string>();

export function isoDay(of: Day): string {
  let iso = isoDays.get(of);
  if (iso === undefined) {
    iso = new Date(of * dayInMilliseconds).toISOString().slice(0, 10);
    isoDays.set(of, iso);
  }
  return iso;
}

export const opening = day('2023-11-01');
export const closing = day('2026-10-31');

export const yearsOpen = (of: Day): number => (of - opening) / 365.25;

export const monthOf = (of: Day): number => Number(isoDay(of).slice(5, 7));

const monthAndDay = (of: Day): string => isoDay(of).slice(5);

const lastParcel = '12-20';

/** From 15 November to the last day on which a parcel arrives before Christmas. */
export const inGiftSeason = (of: Day): boolean => monthAndDay(of) >= '11-15' && monthAndDay(of) <= lastParcel;

const blackFridays = ['2023-11-24', '2024-11-29', '2025-11-28'].map(day);

/** Black Friday, the four days before and the three after it (Cyber Monday). */
export const inBlackWeek = (of: Day): boolean =>
  blackFridays.some((friday) => of >= friday - 4 && of <= friday + 3);

const fromMonday = [1.12, 1.06, 1.0, 0.98, 0.9, 0.78, 1.16];

const weekdayFactor = (of: Day): number => fromMonday[(of + 3) % 7] ?? 1;

const newcomerMonths = [0.86, 0.85, 0.95, 0.93, 0.9, 0.82, 0.62, 0.64, 0.92, 1.08, 1.7, 2.1];
const regularMonths = [0.98, 1.0, 1.02, 1.0, 0.97, 0.92, 0.8, 0.8, 1.0, 1.06, 1.22, 1.22];

function season(months: readonly number[], blackWeek: number): (of: Day) => number {
  const factors: number[] = [];
  for (let of = opening; of <= closing; of++) {
    const afterLastParcel = monthAndDay(of) > lastParcel ? 0.35 : 1;
    const sale = inBlackWeek(of) ? blackWeek : 1;
    factors.push((months[monthOf(of) - 1] ?? 1) * weekdayFactor(of) * sale * afterLastParcel);
  }
  return (of) => factors[of - opening] ?? 1;
}

/** How readily strangers come to the shop on a day; about 1 on average, gifts make the year's end the peak. */
export const newcomerSeason = season(newcomerMonths, 1.7);

/** How readily somebody who drinks the coffee every day reorders on a day; about 1 on average. */
export const regularSeason = season(regularMonths, 1.6);

const hours: Weights<string> = Object.fromEntries(
  [1, 2, 4, 5, 6, 6, 7, 6, 5, 5, 5, 6, 7, 9, 11, 10, 6, 2].map((weight, i) => [6 + i, weight]),
);

/** Seconds since midnight at which online orders come: a bump at noon, the peak in the evening. */
export const orderSecond = (random: Random): number =>
  Number(weighted(random, hours)) * 3600 + Math.floor(random() * 3600);
