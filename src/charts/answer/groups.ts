import {cell} from '../../lib/table';
import {hues} from '../palette';
import type {AnswerFrame, Drawn} from './drawing';
import {distinct, places} from './keys';

export interface Groups {
  readonly names: readonly string[];
  /** The group of a row of the table. */
  of(row: number): number;
  /** A value of a group, with its name where there are several to tell apart. */
  said(group: number, value: string): string;
}

/** The values of a colour column in the order in which they come; beyond the hues all share the last. */
export function groupsOf({table, color}: Drawn, {write, words}: AnswerFrame): Groups {
  if (color === null) return {names: [''], of: () => 0, said: (_, value) => value};
  const keys = distinct(table, color);
  const last = hues.length - 1;
  const named = keys.length > hues.length ? keys.slice(0, last) : keys;
  const names = [...named.map(write(color)), ...(keys.length > named.length ? [words.others] : [])];
  const at = places(named);
  return {
    names,
    of: (row) => at.get(cell(table, color, row)) ?? last,
    said: (group, value) => `${names[group]!}: ${value}`,
  };
}

export function hueOf(group: number): string {
  return hues[Math.min(group, hues.length - 1)]!;
}
