import {isZone} from '../lib/zones';
import {targets, type Target} from './fields';
import {defaultRules, type Answers, type Dialect, type OrderState, type Recipe, type Rules} from './recipe';

type Json = Readonly<Record<string, unknown>>;
type Check<T> = (value: unknown) => value is T;

/** Columns of a table that any spreadsheet can hold, with room to spare. */
const MOST_HEADERS = 20_000;

const isText: Check<string> = (value) => typeof value === 'string';
const isFlag: Check<boolean> = (value) => typeof value === 'boolean';
const isJson: Check<Json> = (value): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is an object all of whose own values pass. */
const isRecordOf =
  <T>(check: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isJson(value) && Object.values(value).every(check);

const isOneOf =
  <T extends string>(...options: readonly T[]): Check<T> =>
  (value): value is T =>
    options.includes(value as T);

/** Whether a part that may be missing is missing or passes. */
const isMissingOr = <T>(value: unknown, check: Check<T>): value is T | undefined =>
  value === undefined || check(value);

const isState = isOneOf<OrderState>('counts', 'cancelled', 'unpaid', 'test', 'refunded');

/**
 * A recipe from JSON as it was kept, in a notebook or by an older version; null where it is none. Rules and parts that came
 * later than what was kept are filled in, what is not known is left out.
 */
export function parseRecipe(json: unknown): Recipe | null {
  if (!isJson(json)) return null;
  const {profile, target, headers, columns, attributes = {}, states = {}, constants} = json;
  const dialect = parseDialect(json['dialect']);
  const answers = parseAnswers(json['answers']);
  const rules = parseRules(json['rules']);
  if (!dialect || !answers || !rules || !isText(profile)) return null;
  if (!isOneOf(...(Object.keys(targets) as Target[]))(target)) return null;
  if (!Array.isArray(headers) || headers.length > MOST_HEADERS || !headers.every(isText)) return null;
  if (!isRecordOf(isText)(columns) || !isRecordOf(isText)(attributes) || !isRecordOf(isState)(states))
    return null;
  const fields = new Set(Object.keys(targets[target]));
  if (!Object.keys(columns).every((field) => fields.has(field))) return null;
  if (
    !isMissingOr(
      constants,
      isRecordOf((value) => isText(value) || isFlag(value)),
    )
  )
    return null;
  const texts = [profile, ...headers, ...Object.keys(attributes), ...Object.values(constants ?? {})];
  // A NUL ends a statement inside the engine; no file of ours has one.
  if (texts.some((text) => isText(text) && text.includes('\0'))) return null;
  return {
    profile,
    target,
    dialect,
    headers,
    columns,
    attributes,
    ...(constants ? {constants} : {}),
    answers,
    states,
    rules,
  };
}

function parseDialect(json: unknown): Dialect | null {
  if (!isJson(json)) return null;
  const {encoding, separator, quote, skip, escape, wrapped, doubled} = json;
  if (!isOneOf('utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh')(encoding)) return null;
  if (!isMark(separator) || (quote !== '' && !isMark(quote)) || separator === quote) return null;
  if (!Number.isSafeInteger(skip) || (skip as number) < 0) return null;
  if (
    !isMissingOr(escape, isOneOf('\\')) ||
    ![wrapped, doubled].every((mark) => mark === undefined || mark === true)
  )
    return null;
  return {
    encoding,
    separator,
    quote,
    skip: skip as number,
    ...(escape ? {escape} : {}),
    ...(wrapped ? {wrapped: true} : {}),
    ...(doubled ? {doubled: true} : {}),
  };
}

/** One character of ASCII that ends no line. */
const isMark: Check<string> = (value): value is string =>
  isText(value) && /^[\x01-\x09\x0b\x0c\x0e-\x7f]$/.test(value);

function parseAnswers(json: unknown = {}): Answers | null {
  if (!isJson(json)) return null;
  const {dates, decimals, zones, amounts} = json;
  if (!isMissingOr(dates, isRecordOf(isOneOf('day-first', 'month-first')))) return null;
  if (!isMissingOr(decimals, isRecordOf(isOneOf(',', '.')))) return null;
  const isZoneName: Check<string> = (value): value is string => isText(value) && isZone(value);
  if (!isMissingOr(zones, isRecordOf(isZoneName)) || !isMissingOr(amounts, isOneOf('order', 'line')))
    return null;
  return {
    ...(dates ? {dates} : {}),
    ...(zones ? {zones} : {}),
    ...(decimals ? {decimals} : {}),
    ...(amounts ? {amounts} : {}),
  };
}

function parseRules(json: unknown = {}): Rules | null {
  if (!isJson(json)) return null;
  const {refunds = defaultRules.refunds, keepAnonymous = defaultRules.keepAnonymous, vatRate = null} = json;
  const leaveOut = isJson(json['leaveOut']) ? json['leaveOut'] : {};
  const {cancelled, unpaid, test, zero} = {...defaultRules.leaveOut, ...leaveOut};
  if (![cancelled, unpaid, test, zero].every(isFlag) || !isFlag(keepAnonymous)) return null;
  if (!isOneOf('subtract', 'ignore', 'drop')(refunds)) return null;
  if (vatRate !== null && !(typeof vatRate === 'number' && vatRate > 0 && vatRate <= 100)) return null;
  return {leaveOut: {cancelled, unpaid, test, zero}, refunds, keepAnonymous, vatRate};
}
