import type {Text} from '../text/language';

/** What a parameter changes: the result (the analysis runs again) or only its picture. */
type Effect = 'result' | 'picture';

interface FieldBase<V> {
  readonly label: Text;
  readonly initial: V;
  readonly effect: Effect;
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

export type Field = ChoiceField | CutsField;
export type Fields = Readonly<Record<string, Field>>;

/** The values of a set of fields. */
export type Values<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends FieldBase<infer V> ? V : never;
};

export function choice<V extends string>(spec: {
  label: Text;
  initial: NoInfer<V>;
  options: Readonly<Record<V, Text>>;
  effect?: Effect;
}): ChoiceField<V> {
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
    initial: null,
    parse: (stored) => (isRising(stored, spec.length) ? stored : null),
  };
}

/** Whether a value is a list of so many finite numbers, each larger than the one before. */
export function isRising(value: unknown, length: number): value is readonly number[] {
  if (!Array.isArray(value) || value.length !== length) return false;
  return value.every(
    (item, index) =>
      typeof item === 'number' && Number.isFinite(item) && (index === 0 || item > value[index - 1]),
  );
}

/** Valid values for every field, from whatever was stored. */
export function parseValues<F extends Fields>(
  fields: F,
  stored: Readonly<Record<string, unknown>>,
): Values<F> {
  const entries = Object.entries(fields).map(([name, field]) => [name, field.parse(stored[name])]);
  return Object.fromEntries(entries) as Values<F>;
}
