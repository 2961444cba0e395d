/** Reads a value of unknown make as a T, or throws a `Misfit` that says where it does not fit. */
export type Decoder<T> = (value: unknown, path?: string) => T;

export type Decoded<D> = D extends Decoder<infer T> ? T : never;

/** A value that is not what a decoder reads; `path` names the place, as `cells[2].note`. */
export class Misfit extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`unexpected value at ${path || 'the top'}`);
    this.path = path;
  }
}

/** A decoder for values that pass a test. */
export function that<T>(test: (value: unknown) => value is T): Decoder<T> {
  return (value, path = '') => {
    if (!test(value)) throw new Misfit(path);
    return value;
  };
}

export const text = that((value) => typeof value === 'string');
export const flag = that((value) => typeof value === 'boolean');
export const finite = that((value): value is number => typeof value === 'number' && Number.isFinite(value));
export const whole = that((value): value is number => Number.isSafeInteger(value));

export function oneOf<const T extends string>(...values: readonly T[]): Decoder<T> {
  return that((value): value is T => (values as readonly unknown[]).includes(value));
}

export function nullable<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value, path) => (value === null ? null : decode(value, path));
}

/** What is absent is read as `initial`. */
export function optional<T>(decode: Decoder<T>, initial: T): Decoder<T> {
  return (value, path) => (value === undefined ? initial : decode(value, path));
}

export function list<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value, path = '') => {
    if (!Array.isArray(value)) throw new Misfit(path);
    return value.map((item, index) => decode(item, `${path}[${index}]`));
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with any keys. */
export function dictionary<T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, path = '') => {
    if (!isObject(value)) throw new Misfit(path);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, decode(item, below(path, key))]),
    );
  };
}

/** An object with these keys, in this order; others are left out. */
export function object<D extends Readonly<Record<string, Decoder<unknown>>>>(
  decoders: D,
): Decoder<{readonly [K in keyof D]: Decoded<D[K]>}> {
  return (value, path = '') => {
    if (!isObject(value)) throw new Misfit(path);
    const entries = Object.entries(decoders).map(([key, decode]) => [
      key,
      decode(Object.hasOwn(value, key) ? value[key] : undefined, below(path, key)),
    ]);
    return Object.fromEntries(entries) as {readonly [K in keyof D]: Decoded<D[K]>};
  };
}

/** An object with some of these keys, in this order; others are left out. */
export function partial<D extends Readonly<Record<string, Decoder<unknown>>>>(
  decoders: D,
): Decoder<{readonly [K in keyof D]?: Decoded<D[K]>}> {
  return (value, path = '') => {
    if (!isObject(value)) throw new Misfit(path);
    const there = Object.entries(decoders).filter(
      ([key]) => Object.hasOwn(value, key) && value[key] !== undefined,
    );
    return object(Object.fromEntries(there) as D)(value, path);
  };
}

/** An object whose key `kind` says which decoder reads it. */
export function tagged<T>(decoders: Readonly<Record<string, Decoder<T>>>): Decoder<T> {
  return (value, path = '') => {
    const kind = isObject(value) ? value['kind'] : undefined;
    const decode = typeof kind === 'string' && Object.hasOwn(decoders, kind) ? decoders[kind] : undefined;
    if (!decode) throw new Misfit(below(path, 'kind'));
    return decode(value, path);
  };
}

/** Plain data of any shape, as JSON holds it. */
export const json: Decoder<unknown> = (value, path = '') => {
  if (value === undefined) throw new Misfit(path);
  return value;
};

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
