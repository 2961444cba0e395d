import {analyses, isAnalysisId, type AnalysisId} from '../../analyses';
import type {Face} from '../../analyses/define';
import {attributeTitle, attributeValue} from '../../model/attributes';
import type {
  Audience,
  BoughtRule,
  CustomerMeasure,
  OrderTrait,
  RangeRule,
  ResultRule,
  Rule,
} from '../../model/audience';
import {measureColumns} from '../../model/people';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {App} from '../context';
import {cellText, wordedText} from '../result/cell_text';

/** What a rule in words needs to know. */
export interface Speaker {
  readonly language: Language;
  readonly format: Format;
  readonly audiences: readonly Audience[];
  /** The words of an analysis, once they are loaded. */
  face(analysis: AnalysisId): Face | undefined;
}

/** Whatever words need, from the open page. */
export function speakerOf({faces, settings}: App, audiences: readonly Audience[], format: Format): Speaker {
  return {
    language: settings.language,
    format,
    audiences,
    face: (id) => faces.of(id),
  };
}

/** "contains" for what an order can have, as the beginning of a sentence. */
export const boughtWords: Readonly<Record<OrderTrait, Text>> = {
  product: {en: 'bought', de: 'hat gekauft:'},
  category: {en: 'bought from', de: 'hat gekauft aus:'},
  country: {en: 'ordered from', de: 'hat bestellt aus:'},
  channel: {en: 'ordered through', de: 'hat bestellt über:'},
  coupon: {en: 'ordered with coupon', de: 'hat bestellt mit Gutschein:'},
};

/** A rule as a reader says it. */
export function ruleWords(rule: Rule, speaker: Speaker): string {
  const {language} = speaker;
  const say = (text: Text) => text[language];
  switch (rule.kind) {
    case 'all':
    case 'any': {
      if (rule.of.length === 0)
        return say(rule.kind === 'all' ? {en: 'everybody', de: 'alle'} : {en: 'nobody', de: 'niemand'});
      const joint = rule.kind === 'all' ? {en: ' and ', de: ' und '} : {en: ' or ', de: ' oder '};
      return rule.of
        .map((part) => {
          const words = ruleWords(part, speaker);
          return (part.kind === 'all' || part.kind === 'any') && part.of.length > 1 && rule.of.length > 1
            ? `(${words})`
            : words;
        })
        .join(say(joint));
    }
    case 'not':
      return say({en: `not (${ruleWords(rule.of, speaker)})`, de: `nicht (${ruleWords(rule.of, speaker)})`});
    case 'range':
      return range(rule, speaker);
    case 'bought':
      return bought(rule, speaker);
    case 'attribute':
      return attributeWords(rule.name, rule.values, language);
    case 'consent':
      return say(
        {
          yes: {en: 'agreed to the newsletter', de: 'hat in den Newsletter eingewilligt'},
          no: {en: 'did not agree to the newsletter', de: 'hat in den Newsletter nicht eingewilligt'},
          unknown: {
            en: 'consent to the newsletter unknown',
            de: 'Einwilligung in den Newsletter unbekannt',
          },
        }[rule.is],
      );
    case 'audience': {
      const name = speaker.audiences.find(({id}) => id === rule.audience)?.name;
      if (name === undefined)
        return say({en: 'in an audience that is gone', de: 'in einer Zielgruppe, die es nicht mehr gibt'});
      return say({en: `in “${name}”`, de: `in „${name}“`});
    }
    case 'result':
      return part(rule, speaker);
  }
}

function range({measure, from, to}: RangeRule, {language, format}: Speaker): string {
  const {kind} = measureColumns[measure];
  const write = (value: number) =>
    kind === 'days'
      ? {
          en: `${format.count(value)} ${value === 1 ? 'day' : 'days'}`,
          de: `${format.count(value)} ${value === 1 ? 'Tag' : 'Tage'}`,
        }[language]
      : cellText(value, kind, format);
  const title = shortTitles[measure][language];
  if (from !== null && to !== null)
    return from === to
      ? `${title}: ${write(from)}`
      : {en: `${title}: ${write(from)} to ${write(to)}`, de: `${title}: ${write(from)} bis ${write(to)}`}[
          language
        ];
  const day = kind === 'day';
  if (from !== null)
    return day
      ? {en: `${title}: from ${write(from)} on`, de: `${title}: ab ${write(from)}`}[language]
      : {en: `${title}: at least ${write(from)}`, de: `${title}: mindestens ${write(from)}`}[language];
  if (to !== null)
    return day
      ? {en: `${title}: until ${write(to)}`, de: `${title}: bis ${write(to)}`}[language]
      : {en: `${title}: at most ${write(to)}`, de: `${title}: höchstens ${write(to)}`}[language];
  return {en: `${title}: any`, de: `${title}: beliebig`}[language];
}

/** Days are said by the value, so the title need not name them. */
const shortTitles: Readonly<Record<CustomerMeasure, Text>> = {
  ...Object.fromEntries(Object.entries(measureColumns).map(([name, {title}]) => [name, title])),
  recency_days: {en: 'last purchase ago', de: 'letzter Kauf vor'},
  age_days: {en: 'first purchase ago', de: 'erster Kauf vor'},
} as Record<CustomerMeasure, Text>;

function attributeWords(name: string, values: readonly string[], language: Language): string {
  const named = values.map((value) => attributeValue(name, value)[language]);
  return `${attributeTitle(name)[language]}: ${either(named, language)}`;
}

function bought({by, values, withinDays}: BoughtRule, {language, format}: Speaker): string {
  const within =
    withinDays === null
      ? ''
      : {
          en: withinDays === 1 ? ' on the last day' : ` in the last ${format.count(withinDays)} days`,
          de: withinDays === 1 ? ' am letzten Tag' : ` in den letzten ${format.count(withinDays)} Tagen`,
        }[language];
  return `${boughtWords[by][language]} ${either(values, language)}${within}`;
}

/** A part of a result: "RFM matrix: R 5, F 4". */
function part({analysis, table, where, within}: ResultRule, speaker: Speaker): string {
  const {language, format} = speaker;
  if (!isAnalysisId(analysis)) return `${analysis}: ?`;
  const face = speaker.face(analysis);
  const columns = face?.shape.keeps[table];
  const terms = Object.entries(where).map(([column, wanted]) => {
    const spec = columns?.[column];
    const values = (typeof wanted === 'object' ? wanted : [wanted]).map((value) =>
      wordedText(face?.texts ?? {}, column, value, spec?.kind ?? 'text', format),
    );
    return `${spec?.title[language] ?? column} ${either(values, language)}`;
  });
  const {filter, period} = within;
  const limits = [
    ...filter.countries,
    ...filter.channels,
    ...filter.products,
    ...filter.categories,
    ...Object.entries(filter.attributes).map(([name, values]) => attributeWords(name, values, language)),
    ...(filter.audience === null
      ? []
      : [speaker.audiences.find(({id}) => id === filter.audience)?.name ?? '?']),
    ...(period.kind === 'all'
      ? []
      : [
          period.kind === 'since'
            ? {en: `since ${format.day(period.day)}`, de: `seit ${format.day(period.day)}`}[language]
            : {en: `last ${period.months} months`, de: `letzte ${period.months} Monate`}[language],
        ]),
  ];
  const among =
    limits.length === 0
      ? ''
      : {en: ` (among: ${limits.join(', ')})`, de: ` (unter: ${limits.join(', ')})`}[language];
  const name = analyses[analysis].name[language];
  return `${name}${terms.length === 0 ? '' : `: ${terms.join(', ')}`}${among}`;
}

const MOST_NAMED = 4;

function either(values: readonly string[], language: Language): string {
  if (values.length === 0) return {en: '(nothing chosen)', de: '(nichts gewählt)'}[language];
  const or = {en: ' or ', de: ' oder '}[language];
  if (values.length <= MOST_NAMED) return values.join(or);
  const more = values.length - MOST_NAMED + 1;
  const first = values.slice(0, MOST_NAMED - 1).join(', ');
  return {en: `${first} or ${more} others`, de: `${first} oder ${more} andere`}[language];
}
