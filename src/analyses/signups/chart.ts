import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {lines} from '../../charts/lines';
import {hues} from '../../charts/palette';
import {rowsOf, type Cell} from '../../lib/table';
import type {Format} from '../../text/format';
import type {Language, Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {signupsShape} from './shape';
import {leadStages, outcomes, type LeadStage, type Outcome} from './words';

type Params = ParamsOf<typeof signupsShape>;
type Row = Readonly<Record<string, Cell>>;

const words = {
  curve: {
    en: 'Share of sign-ups with an order by days since the sign-up',
    de: 'Anteil der Anmeldungen mit Bestellung nach Tagen seit der Anmeldung',
  },
  days: {en: 'Days since the sign-up', de: 'Tage seit der Anmeldung'},
  ordered: {en: 'Have ordered', de: 'Haben bestellt'},
  all: {en: 'All', de: 'Alle'},
  band: {en: '95% interval', de: '95-%-Intervall'},
  leads: {en: 'Leads by stage', de: 'Interessenten je Stufe'},
  contacts: {en: 'Contacts by outcome', de: 'Kontakte nach Ausgang'},
  people: {en: 'Leads', de: 'Interessenten'},
  contactsHead: {en: 'Contacts', de: 'Kontakte'},
  share: {en: 'Share', de: 'Anteil'},
  unsubscribed: {en: 'unsubscribed', de: 'abgemeldet'},
  half: {en: 'half of the buyers', de: 'die Hälfte der Käufer'},
  nothing: {
    en: 'A curve takes 50 sign-ups before an order in this period.',
    de: 'Eine Kurve braucht 50 Anmeldungen vor einer Bestellung in diesem Zeitraum.',
  },
  noSources: {
    en: 'No source has 50 sign-ups before an order in this period.',
    de: 'Keine Quelle hat 50 Anmeldungen vor einer Bestellung in diesem Zeitraum.',
  },
  noLeads: {en: 'There are no leads.', de: 'Es gibt keine Interessenten.'},
  noContacts: {en: 'There are no contacts.', de: 'Es gibt keine Kontakte.'},
} as const satisfies Readonly<Record<string, Text>>;

/** Curves are drawn up to this day; the table goes further. */
const LONGEST = 365;

const families: Readonly<Record<LeadStage, string>> = {
  new: 'rising',
  active: 'best',
  cold: 'fading',
  inactive: 'rest',
  undated: 'rest',
};

export function chart(result: Result, {view}: Params, frame: Frame): Node {
  switch (view) {
    case 'curve':
      return curveOfAll(result, frame);
    case 'sources':
      return curvesBySource(result, frame);
    case 'leads':
      return leadBars(result, frame);
    case 'outcomes':
      return outcomeBars(result, frame);
  }
}

function curveOfAll(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['curve']!).filter(
    (row) => row['source'] === null && Number(row['days']) <= LONGEST,
  );
  if (rows.length < 2) return nothing(words.nothing, language);
  const half = result.facts['half_days'];
  const atHalf = rows.find((row) => row['days'] === half);
  return lines(
    {
      lines: [{label: '', points: rows.map((row) => pointOf(row, true)), step: true}],
      stops: rows.map((row) => ({
        x: Number(row['days']),
        lines: () => [
          dayName(Number(row['days']), format, language),
          `${words.ordered[language]}: ${estimate(row, format)}`,
          watched(row, format, language),
        ],
      })),
      ...axes(format, language),
      marks:
        atHalf && half !== null && half !== undefined
          ? [
              {
                x: half,
                y: Number(atHalf['ordered_share']),
                label: `${words.half[language]}: ${dayName(half, format, language)}`,
              },
            ]
          : [],
      bandLabel: words.band[language],
      label: words.curve[language],
    },
    width,
  );
}

function curvesBySource(result: Result, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['curve']!).filter((row) => Number(row['days']) <= LONGEST);
  const sources = [...new Set(rows.map((row) => row['source']))].filter(
    (source) => typeof source === 'string',
  );
  if (sources.length === 0) return nothing(words.noSources, language);
  const name = (source: Cell | undefined) => (typeof source === 'string' ? source : words.all[language]);
  const days = [...new Set(rows.map((row) => Number(row['days'])))].sort((a, b) => a - b);
  const byDay = new Map<number, Row[]>(days.map((day) => [day, []]));
  for (const row of rows) byDay.get(Number(row['days']))?.push(row);
  return lines(
    {
      lines: [
        ...sources.map((source, index) => ({
          label: source,
          color: hues[index % hues.length]!,
          points: rows.filter((row) => row['source'] === source).map((row) => pointOf(row, false)),
          step: true,
        })),
        {
          label: words.all[language],
          emphasis: 'context' as const,
          points: rows.filter((row) => row['source'] === null).map((row) => pointOf(row, false)),
          step: true,
        },
      ],
      stops: days.map((day) => ({
        x: day,
        lines: () => [
          dayName(day, format, language),
          ...byDay.get(day)!.map((row) => `${name(row['source'])}: ${estimate(row, format)}`),
        ],
      })),
      ...axes(format, language),
      label: words.curve[language],
    },
    width,
  );
}

function leadBars(result: Result, {format, language, pick}: Frame): Node {
  const rows = rowsOf(result.tables['lead_stages']!);
  const all = rows.reduce((sum, row) => sum + Number(row['leads']), 0);
  if (all === 0) return nothing(words.noLeads, language);
  const largest = Math.max(...rows.map((row) => Number(row['leads'])), 1);
  return barList(
    words.leads[language],
    (Object.keys(leadStages) as LeadStage[]).flatMap((stage) => {
      const row = rows.find((candidate) => candidate['stage'] === stage);
      if (!row && stage === 'undated') return [];
      const leads = Number(row?.['leads'] ?? 0);
      const unsubscribed = Number(row?.['unsubscribed'] ?? 0);
      return [
        {
          name: leadStages[stage][language],
          family: families[stage],
          length: leads / largest,
          values: [format.count(leads), format.share(leads / all), format.count(unsubscribed)],
          pick: pick({table: 'signup_stages', where: {stage}, title: leadStages[stage]}),
        },
      ];
    }),
    [words.people, words.share, words.unsubscribed].map((head) => head[language]),
  );
}

function outcomeBars(result: Result, {format, language, pick}: Frame): Node {
  // Where all contacts have their day, nothing is said of those without.
  const rows = rowsOf(result.tables['outcomes']!).filter(
    (row) => Number(row['contacts']) > 0 || !String(row['outcome']).startsWith('undated'),
  );
  const largest = Math.max(...rows.map((row) => Number(row['contacts'])), 0);
  if (largest === 0) return nothing(words.noContacts, language);
  return barList(
    words.contacts[language],
    rows.map((row) => {
      const outcome = row['outcome'] as Outcome;
      const contacts = Number(row['contacts']);
      return {
        name: outcomes[outcome][language],
        family: outcome === 'ordered' ? 'best' : outcome === 'waiting' ? 'rising' : 'rest',
        length: contacts / largest,
        values: [format.count(contacts), format.share(Number(row['contact_share']))],
        pick: pick({table: 'signup_stages', where: {outcome}, title: outcomes[outcome]}),
      };
    }),
    [words.contactsHead, words.share].map((head) => head[language]),
  );
}

function axes(format: Format, language: Language) {
  return {
    x: {
      kind: 'number' as const,
      unit: 30,
      from: 0,
      label: words.days[language],
      format: format.count,
    },
    y: {label: words.ordered[language], format: format.shortShare},
  };
}

function pointOf(row: Row, withInterval: boolean) {
  const value = (column: string) => (typeof row[column] === 'number' ? row[column] : null);
  const point = {x: Number(row['days']), y: value('ordered_share')};
  return withInterval ? {...point, low: value('low'), high: value('high')} : point;
}

function estimate(row: Row, format: Format): string {
  const [share, low, high] = ['ordered_share', 'low', 'high'].map((column) => Number(row[column] ?? 0));
  return `${format.share(share!)} (${format.share(low!)}–${format.share(high!)})`;
}

function watched(row: Row, format: Format, language: Language): string {
  const count = format.count(Number(row['at_risk']));
  return {en: `${count} still watched without an order`, de: `${count} noch beobachtet ohne Bestellung`}[
    language
  ];
}

function dayName(day: number, format: Format, language: Language): string {
  return {en: `day\u00a0${format.count(day)}`, de: `Tag\u00a0${format.count(day)}`}[language];
}

function nothing(words: Text, language: Language): HTMLElement {
  return element('p', {class: 'placeholder'}, words[language]);
}
