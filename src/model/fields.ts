import {dayFromIso, type Day} from '../lib/dates';
import type {Text} from '../text/language';

/** What a parameter changes: the result (the analysis runs again) or only its picture. */
type Effect = 'result' | 'picture';

export type When = Readonly<Record<string, readonly string[]>>;

interface FieldBase<V> {
  readonly label: Text;
  readonly initial: V;
  readonly effect: Effect;
  /** It stands behind "More": what changes the picture less. */
  readonly more?: true;
  /** It acts only while each of these choices has one of these values, and is shown only then. */
  readonly when?: When;
  /** Takes any stored value and gives a valid one, the initial where it makes no sense. */
  parse(stored: unknown): V;
}

export interface ChoiceField<V extends string = string> extends FieldBase<V> {
  readonly kind: 'choice';
  readonly options: Readonly<Record<V, Text>>;
}

/** Rising limits between groups, or null: found from the data. */
export interface CutsField extends FieldBase<readonly number[] | null> {
  readonly kind: 'cuts';
  readonly unit: 'days' | 'count' | 'money';
  readonly length: number;
}

/** What a number counts. Days, months and counts are whole; shares are stored as 0–1 and written as per cent. */
export type Unit = 'days' | 'months' | 'count' | 'money' | 'share' | 'number';

/** A number between two limits, or null where the field says what its absence means. */
export interface NumberField<V extends number | null = number | null> extends FieldBase<V> {
  readonly kind: 'number';
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  /** What an arrow key adds or takes. */
  readonly step: number;
  /** What null means: "from the data", "none"; without it there is always a number. */
  readonly absent: Text | null;
}

export interface ToggleField extends FieldBase<boolean> {
  readonly kind: 'toggle';
}

/** A calendar day, or null: none chosen. */
export interface DayField extends FieldBase<Day | null> {
  readonly kind: 'day';
}

export type Field = ChoiceField | CutsField | NumberField | ToggleField | DayField;
export type Fields = Readonly<Record<string, Field>>;

/** The values of a set of fields. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends FieldBase<infer V> ? V : never;
};

interface Spec {
  readonly label: Text;
  readonly effect?: Effect;
  readonly more?: true;
  readonly when?: When;
}

export function choice<V extends string>(
  spec: Spec & {readonly initial: NoInfer<V>; readonly options: Readonly<Record<V, Text>>},
): ChoiceField<V> {
  const {initial, options} = spec;
  return {
    effect: 'result',
    ...spec,
    kind: 'choice',
    parse: (stored) =>
      typeof stored === 'string' && Object.hasOwn(options, stored) ? (stored as V) : initial,
  };
}

export function cuts(spec: {label: Text; unit: CutsField['unit']; length: number}): CutsField {
  return {
    ...spec,
    kind: 'cuts',
    effect: 'result',
    more: true,
    initial: null,
    parse: (stored) => (isRising(stored, spec.length) ? stored : null),
  };
}

interface NumberSpec extends Spec {
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A stored number outside the limits is taken for the nearest one inside. */
export function number(spec: NumberSpec & {readonly initial: number}): NumberField<number>;
export function number(
  spec: NumberSpec & {readonly initial: number | null; readonly nullable: true; readonly placeholder: Text},
): NumberField;
export function number({
  nullable,
  placeholder,
  ...spec
}: NumberSpec & {
  readonly initial: number | null;
  readonly nullable?: true;
  readonly placeholder?: Text;
}): NumberField {
  const {initial, min, max, unit} = spec;
  return {
    effect: 'result',
    ...spec,
    kind: 'number',
    absent: (nullable && placeholder) ?? null,
    parse(stored) {
      if (nullable && stored === null) return null;
      if (typeof stored !== 'number' || !Number.isFinite(stored)) return initial;
      const inside = Math.max(min, Math.min(max, stored));
      return isWhole(unit) ? Math.round(inside) : inside;
    },
  };
}

/** Whether a unit has no parts: half a day or half a customer is a slip of the hand. */
export function isWhole(unit: Unit): boolean {
  return unit === 'days' || unit === 'months' || unit === 'count';
}

export function toggle(spec: Spec & {readonly initial: boolean}): ToggleField {
  return {
    effect: 'result',
    ...spec,
    kind: 'toggle',
    parse: (stored) => (typeof stored === 'boolean' ? stored : spec.initial),
  };
}

export function day(spec: Spec): DayField {
  return {
    effect: 'result',
    ...spec,
    kind: 'day',
    initial: null,
    parse: (stored) => (isDay(stored) ? stored : null),
  };
}

const FIRST_DAY = dayFromIso('1900-01-01');
const LAST_DAY = dayFromIso('2999-12-31');

/** Whether a value is a day that somebody may mean: while a year is typed, the field holds the year 2 or 20. */
export function isDay(value: unknown): value is Day {
  return Number.isInteger(value) && (value as number) >= FIRST_DAY && (value as number) <= LAST_DAY;
}

/** Whether a value is a list of so many finite numbers, each larger than the one before. */
export function isRising(value: unknown, length: number): value is readonly number[] {
  if (!Array.isArray(value) || value.length !== length) return false;
  return value.every(
    (item, index) =>
      typeof item === 'number' && Number.isFinite(item) && (index === 0 || item > value[index - 1]),
  );
}

/** Whether a field acts beside the values of the others. */
export function acts({when = {}}: Field, values: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(when).every(([name, wanted]) => wanted.includes(values[name] as string));
}

/** Valid values for every field, from whatever was stored. */
export function parseValues<F extends Fields>(
  fields: F,
  stored: Readonly<Record<string, unknown>>,
): Values<F> {
  const entries = Object.entries(fields).map(([name, field]) => [name, field.parse(stored[name])]);
  return Object.fromEntries(entries) as Values<F>;
}
