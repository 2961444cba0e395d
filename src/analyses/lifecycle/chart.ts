import {barList} from '../../charts/bar_list';
import {element} from '../../charts/element';
import {ledgerBars} from '../../charts/ledger_bars';
import {shareAreas} from '../../charts/share_areas';
import {theme} from '../../charts/theme';
import {rowsOf, type Cell} from '../../lib/table';
import type {Text} from '../../text/language';
import type {Frame, ParamsOf} from '../define';
import type {Result} from '../request';
import type {lifecycleShape} from './shape';
import type {LimitSource} from './limits';
import {bands, presets, type Band, type Group, type Preset, type Stage} from './stages';
import {limitOf, sources} from './words';

type Params = ParamsOf<typeof lifecycleShape>;
type Row = Readonly<Record<string, Cell>>;

const words = {
  customers: {en: 'Customers', de: 'Kunden'},
  share: {en: 'Share', de: 'Anteil'},
  ofContacts: {en: 'of all contacts', de: 'aller Kontakte'},
  revenue: {en: 'Revenue so far', de: 'Umsatz bisher'},
  average: {en: 'each', de: 'je Kunde'},
  compared: {en: 'To compare', de: 'Zum Vergleich'},
  limits: {en: 'Limits', de: 'Grenzen'},
  stages: {en: 'Customers by stage', de: 'Kunden je Stufe'},
  customersByMonth: {
    en: 'Shares of the stages at the end of each month',
    de: 'Anteile der Stufen am Ende jedes Monats',
  },
  revenueByMonth: {en: 'Shares of the revenue of each month', de: 'Anteile am Umsatz jedes Monats'},
  bands: {
    en: 'Passive customers by time since the last purchase',
    de: 'Passive Kunden nach Zeit seit dem letzten Kauf',
  },
  ledger: {en: 'Customers in and out', de: 'Kunden: Zugang und Abgang'},
  came: {en: 'New', de: 'Neu'},
  back: {en: 'Bought after all', de: 'Doch noch gekauft'},
  out: {en: 'Past their limit', de: 'Über der Grenze'},
  yearly: {en: 'Revenue in an average year', de: 'Umsatz in einem mittleren Jahr'},
  ledgerMoney: {
    en: 'Yearly revenue of customers in and out',
    de: 'Jahresumsatz der Zugänge und Abgänge',
  },
  net: {en: 'In less out', de: 'Zugang minus Abgang'},
  within: {en: 'Customers within their limit at the end', de: 'Kunden diesseits ihrer Grenze am Ende'},
  perIn: {en: 'Out for each in', de: 'Abgänge je Zugang'},
  open: {en: 'not complete', de: 'unvollständig'},
  bases: {
    en: 'Shares are of the customers; leads – contacts without an order that counts – stand beside them.',
    de: 'Anteile gelten für die Kunden; Interessenten – Kontakte ohne Bestellung, die zählt – stehen daneben.',
  },
  unobserved: {en: 'not observable yet', de: 'noch nicht beobachtbar'},
  partly: {en: 'not observable in full yet', de: 'noch nicht ganz beobachtbar'},
} as const satisfies Readonly<Record<string, Text>>;

/** Periods that a picture has room for; the table has all. */
const MOST_PERIODS = 92;

/** One colour per family of groups, as of the bars. */
const colors: Readonly<Record<string, string>> = {
  best: 'var(--best)',
  rising: 'var(--rising)',
  fading: 'var(--fading)',
  risk: 'var(--risk)',
  rest: 'var(--rest)',
};

export function chart(result: Result, params: Params, frame: Frame): Node {
  switch (params.view) {
    case 'now':
      return withNote(stageBars(result, params, frame), limitsNote(result, frame));
    case 'months':
      return monthAreas(result, params, 'customers', frame);
    case 'revenue':
      return withNote(monthAreas(result, params, 'revenue', frame), oneTimeNote(result, frame));
    case 'ledger':
      return ledger(result, params, frame);
    case 'bands':
      return withNote(bandBars(result, frame), bandsNote(result, frame));
  }
}

function withNote(picture: Node, note: string): Node {
  return note === '' ? picture : element('div', {}, picture, element('p', {class: 'more'}, note));
}

/** What the stages were cut by, and where that came from. */
function limitsNote(result: Result, {format, language}: Frame): string {
  const limits = rowsOf(result.tables['limits']!).map((row) => {
    const source = sources[row['source'] as LimitSource][language];
    return `${limitOf(String(row['silence']), format.count(Number(row['days'])))[language]} (${source})`;
  });
  const leads = result.facts['leads'] ?? 0;
  return [
    `${words.limits[language]}: ${limits.join(' · ')}.`,
    ...(leads > 0 ? [words.bases[language]] : []),
  ].join(' ');
}

function oneTimeNote(result: Result, {format, language}: Frame): string {
  const {one_time_share: still, one_time_low: low, one_time_high: high, one_time_naive: naive} = result.facts;
  if (typeof still !== 'number' || typeof low !== 'number' || typeof high !== 'number') return '';
  const corrected = `${format.share(still)} (${format.share(low)}–${format.share(high)})`;
  const counted = format.share(naive ?? 0);
  return {
    en: `One-time buyers a year after the first purchase: ${corrected}; counted naively, however short they were watched: ${counted}.`,
    de: `Einmalkäufer ein Jahr nach dem Erstkauf: ${corrected}; naiv gezählt, wie kurz auch beobachtet: ${counted}.`,
  }[language];
}

function bandsNote(result: Result, {format, language}: Frame): string {
  const rows = rowsOf(result.tables['bands']!);
  const whole = rows.filter((row) => row['complete'] === 1);
  const sum = (column: string) => whole.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  const [own, published] = [format.share(sum('contact_share')), format.share(sum('published_share'))];
  const people = format.count(sum('customers'));
  const beyond = {
    en: 'The orders do not reach back far enough for the other bands; what cannot be observed is not compared.',
    de: 'Für die übrigen Spannen reichen die Bestellungen nicht weit genug zurück; was nicht zu beobachten ist, wird nicht verglichen.',
  };
  const compared = {
    en: `Passive in ${whole.length === rows.length ? 'all' : 'the bands observed in full'}: ${people} customers, ${own} of all contacts; one sender said ${published}.`,
    de: `Passiv ${whole.length === rows.length ? 'zusammen' : 'in den ganz beobachteten Spannen'}: ${people} Kunden, ${own} aller Kontakte; ein Versender nannte ${published}.`,
  };
  return [
    ...(whole.length > 0 ? [compared[language]] : []),
    ...(whole.length < rows.length ? [beyond[language]] : []),
  ].join(' ');
}

function groupsOf({groups}: Preset): readonly (Group & {readonly key: string})[] {
  return Object.entries(groups).map(([key, group]) => ({key, ...group}));
}

/** Leads have bought nothing: they are counted, but no part of the customers. */
function isOfLeads({stages}: Group): boolean {
  return stages.every((stage) => stage === 'lead');
}

function sumOf(rows: readonly Row[], {stages}: Group, column: string): number {
  return rows
    .filter((row) => (stages as readonly Cell[]).includes(row['stage'] ?? null))
    .reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
}

function stageBars(result: Result, {preset, measure}: Params, {format, language, pick}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['stages']!);
  const {column} = presets[preset];
  const groups = groupsOf(presets[preset])
    .map((group) => ({
      group,
      customers: sumOf(rows, group, 'customers'),
      revenue: sumOf(rows, group, 'revenue'),
    }))
    // A group without a stage in these data, as of leads, is left out; one that nobody is in is not.
    .filter(({group}) => rows.some((row) => group.stages.includes(row['stage'] as Stage)));
  const length = (sums: {customers: number; revenue: number}) => Math.max(0, sums[measure]);
  const largest = Math.max(...groups.map(length), 1);
  const total = result.facts['customers'] ?? 0;
  const shareOf = (group: Group, customers: number) =>
    isOfLeads(group) || total === 0 ? '–' : format.share(customers / total);
  return barList(
    words.stages[language],
    groups.map(({group, customers, revenue}) => ({
      name: group.name[language],
      family: group.family,
      length: length({customers, revenue}) / largest,
      values: [
        format.count(customers),
        shareOf(group, customers),
        format.shortMoney(revenue),
        customers === 0 ? '–' : format.shortMoney(revenue / customers),
      ],
      pick: pick({table: 'customer_stages', where: {[column]: group.key}, title: group.name}),
    })),
    [words.customers, words.share, words.revenue, words.average].map((head) => head[language]),
  );
}

function monthAreas(
  result: Result,
  {preset}: Params,
  measure: 'customers' | 'revenue',
  {width, format, language}: Frame,
): Node {
  const rows = rowsOf(result.tables['months']!);
  const groups = groupsOf(presets[preset]).filter((group) => !isOfLeads(group));
  const write = measure === 'customers' ? format.count : format.roundMoney;
  const starts = [...new Set(rows.map((row) => Number(row['starts_on'])))];
  return shareAreas(
    {
      months: starts.map((start) => {
        const month = rows.filter((row) => row['starts_on'] === start);
        const values = groups.map((group) => sumOf(month, group, measure));
        const total = values.reduce((sum, value) => sum + value, 0);
        const complete = month[0]?.['complete'] === 1;
        const name = format.month(start);
        return {
          tick: format.shortPeriod(start, 'month'),
          values,
          complete,
          lines: () => [
            complete ? name : `${name} (${words.open[language]})`,
            ...groups.flatMap((group, index) =>
              values[index]! > 0
                ? [
                    `${group.name[language]}: ${write(values[index]!)} (${format.share(values[index]! / total)})`,
                  ]
                : [],
            ),
          ],
        };
      }),
      groups: groups.map((group) => ({label: group.name[language], color: colorOf(group, groups)})),
      axisFormat: format.shortShare,
      incompleteLabel: words.open[language],
      label: (measure === 'customers' ? words.customersByMonth : words.revenueByMonth)[language],
    },
    width,
  );
}

/** The second group of a family is a paler one of the same hue. */
function colorOf(group: Group, groups: readonly Group[]): string {
  const color = colors[group.family] ?? theme.context;
  const first = groups.find(({family}) => family === group.family);
  return first === group ? color : `color-mix(in srgb, ${color} 55%, var(--paper))`;
}

function ledger(result: Result, {grain, measure}: Params, {width, format, language}: Frame): Node {
  const rows = rowsOf(result.tables['balance']!).slice(-MOST_PERIODS);
  const write = measure === 'revenue' ? format.roundMoney : format.count;
  return ledgerBars(
    {
      periods: rows.map((row) => {
        const value = (column: string) => Number(row[column] ?? 0);
        const start = value('starts_on');
        const [came, back] = [value(`new_${measure}`), value(`back_${measure}`)];
        const [out, net] = [value(`out_${measure}`), value(`net_${measure}`)];
        const complete = row['complete'] === 1;
        const name = format.period(start, grain);
        const perIn = row['out_per_in'];
        return {
          key: String(start),
          tick: format.shortPeriod(start, grain),
          up: [came, back],
          down: [out],
          net,
          complete,
          lines: () => [
            complete ? name : `${name} (${words.open[language]})`,
            ...(measure === 'revenue' ? [words.yearly[language]] : []),
            `${words.came[language]}: ${write(came)}`,
            `${words.back[language]}: ${write(back)}`,
            `${words.out[language]}: ${write(out)}`,
            `${words.net[language]}: ${write(net)}`,
            ...(measure === 'customers' && typeof perIn === 'number'
              ? [`${words.perIn[language]}: ${format.decimal(perIn, 2)}`]
              : []),
            `${words.within[language]}: ${format.count(value('customers'))}`,
          ],
        };
      }),
      up: [
        {label: words.came[language], color: theme.accent},
        {label: words.back[language], color: theme.accentSoft},
      ],
      down: [{label: words.out[language], color: 'var(--risk)'}],
      netLabel: words.net[language],
      axisFormat: measure === 'revenue' ? format.shortMoney : format.shortCount,
      incompleteLabel: words.open[language],
      label: (measure === 'revenue' ? words.ledgerMoney : words.ledger)[language],
    },
    width,
  );
}

function bandBars(result: Result, {format, language, pick}: Frame): HTMLElement {
  const rows = rowsOf(result.tables['bands']!);
  const shares = rows.map((row) => Number(row['contact_share'] ?? 0));
  const largest = Math.max(...shares, ...rows.map((row) => Number(row['published_share'])), 0.01);
  const said = (share: number) =>
    ({en: `${format.share(share)} said by one sender`, de: `laut einem Versender ${format.share(share)}`})[
      language
    ];
  return barList(
    words.bands[language],
    rows.map((row, index) => {
      const band = String(row['passive_band']) as Band;
      if (row['customers'] === null)
        return {
          name: bands[band].name[language],
          family: 'rest',
          length: 0,
          values: ['–', '–', words.unobserved[language]],
        };
      return {
        name: bands[band].name[language],
        family: 'risk',
        length: shares[index]! / largest,
        values: [
          format.count(Number(row['customers'])),
          format.share(shares[index]!),
          row['complete'] === 1 ? said(Number(row['published_share'])) : words.partly[language],
        ],
        pick: pick({table: 'customer_stages', where: {passive_band: band}, title: bands[band].name}),
      };
    }),
    [words.customers, words.ofContacts, words.compared].map((head) => head[language]),
  );
}
