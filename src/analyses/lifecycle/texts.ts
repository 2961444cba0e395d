import type {Format} from '../../text/format';
import type {Text} from '../../text/language';
import type {Texts} from '../define';
import type {Facts} from '../request';
import type {LimitSource} from './limits';
import {bands, presets, stages, type Band, type Stage} from './stages';
import {reasons, silences, sources} from './words';

export const texts: Texts = {
  takeaways(facts, format) {
    return {en: english(facts, format), de: german(facts, format)};
  },
  definition: () => import('./definition'),
  word(column, value) {
    const name = String(value);
    switch (column) {
      case 'stage':
      case 'from_stage':
      case 'to_stage':
        return stages[name as Stage];
      case 'three_phases':
      case 'four_classes':
      case 'five_phases':
        return groupName(column, name);
      case 'passive_band':
        return bands[name as Band]?.name;
      case 'silence':
        return silences[name];
      case 'source':
        return sources[name as LimitSource];
      case 'reason':
        return reasons[name];
      default:
        return undefined;
    }
  },
  tables: {
    stages: {en: 'Stages', de: 'Stufen'},
    months: {en: 'By month', de: 'Nach Monat'},
    balance: {en: 'In and out', de: 'Zugang und Abgang'},
    bands: {en: 'Passive customers', de: 'Passive Kunden'},
    one_time: {en: 'One-time buyers', de: 'Einmalkäufer'},
    limits: {en: 'Limits of the stages', de: 'Grenzen der Stufen'},
  },
  facts: {
    first_limit_days: {en: 'First-time buyers slip away after', de: 'Erstkäufer wandern ab nach'},
    repeat_limit_days: {en: 'Repeat buyers slip away after', de: 'Wiederkäufer wandern ab nach'},
    inactive_limit_days: {en: 'Inactive after', de: 'Inaktiv nach'},
    active: {en: 'Active repeat buyers', de: 'Aktive Wiederkäufer'},
    defecting: {en: 'Slipping away', de: 'Abwandernd'},
    defecting_revenue: {en: 'Their revenue so far', de: 'Deren Umsatz bisher'},
    inactive: {en: 'Inactive', de: 'Inaktiv'},
    one_time_share: {en: 'Remain one-time buyers', de: 'Bleiben Einmalkäufer'},
  },
  picture: {
    en: 'Customers by stage, the shares of the stages by month, what comes in and goes out, or how long customers have been passive.',
    de: 'Kunden je Stufe, die Anteile der Stufen je Monat, Zugang und Abgang oder wie lange Kunden schon passiv sind.',
  },
};

function groupName(column: string, value: string): Text | undefined {
  const preset = Object.values(presets).find((candidate) => candidate.column === column);
  return preset && Object.entries(preset.groups).find(([name]) => name === value)?.[1].name;
}

const number = (facts: Facts, name: string) => facts[name] ?? 0;

function english(facts: Facts, {count, share, decimal, roundMoney}: Format): string[] {
  const customers = number(facts, 'customers');
  const {within, slipping, inactive} = groups(facts);
  const [first, repeat, long] = limitDays(facts).map(count);
  const sentences = [
    `**${count(within)} of ${count(customers)} customers (${share(within / customers)})** are still within their limit, **${count(slipping)}** are slipping away (${first} days after an only purchase, ${repeat} after later ones${origin(
      facts,
      {
        data: ', from this shop’s own data',
        fixed: '; fixed, as the data give no limit yet',
        partly: '; in part fixed, as the data give no limit yet',
      },
    )}) and **${count(inactive)} (${share(inactive / customers)})** are inactive after ${long} days.`,
  ];
  const {came, back, out, net, write} = ledgerOf(facts, count, decimal);
  const months = number(facts, 'ledger_months');
  const stretch =
    months === 1 ? 'In the last whole month' : `On average of the last ${count(months)} months, each month`;
  const newOnes = came > 0 ? `**${write(came)}** new ones` : '**no** new ones';
  if (months === 0)
    sentences.push('There is no whole month yet, so nothing can be said of what comes and goes a month.');
  else if (out === 0) sentences.push(`${stretch} nobody passed the limit; ${newOnes} came.`);
  else {
    const perIn = facts['out_per_in'];
    const ratio = typeof perIn === 'number' ? `, ${decimal(perIn, 2)} out for each in` : '';
    sentences.push(
      `${stretch} **${write(out)}** customers slipped past their limit, worth **${roundMoney(number(facts, 'out_revenue'))}** in an average year; ${newOnes} came and ${write(back)} past it bought after all: net **${net}**${ratio}.`,
    );
  }
  const {
    repeat_revenue_share: repeated,
    one_time_share: still,
    one_time_low: low,
    one_time_high: high,
  } = facts;
  const brought =
    typeof repeated === 'number'
      ? `Repeat buyers brought **${share(repeated)}** of the revenue of ${months === 1 ? 'that month' : 'these months'}`
      : '';
  if (typeof still === 'number' && typeof low === 'number' && typeof high === 'number')
    sentences.push(
      `${brought === '' ? '' : `${brought}; `}**${share(still)}** (${share(low)}–${share(high)}) of first-time buyers are still one-time buyers after a year – counted without regard to how long each was watched it would be ${share(number(facts, 'one_time_naive'))}.`,
    );
  else if (brought !== '')
    sentences.push(
      `${brought}; too few first-time buyers have been watched for a year to say how many return.`,
    );
  return sentences;
}

function german(facts: Facts, {count, share, decimal, roundMoney}: Format): string[] {
  const customers = number(facts, 'customers');
  const {within, slipping, inactive} = groups(facts);
  const [first, repeat, long] = limitDays(facts).map(count);
  const sentences = [
    `**${count(within)} von ${count(customers)} Kunden (${share(within / customers)})** sind noch diesseits ihrer Grenze, **${count(slipping)}** wandern ab (${first} Tage nach einem einzigen Kauf, ${repeat} nach späteren${origin(
      facts,
      {
        data: ', aus den eigenen Daten',
        fixed: '; fest gewählt, weil die Daten noch keine Grenze hergeben',
        partly: '; teils fest gewählt, weil die Daten noch keine Grenze hergeben',
      },
    )}), **${count(inactive)} (${share(inactive / customers)})** sind nach ${long} Tagen inaktiv.`,
  ];
  const {came, back, out, net, write} = ledgerOf(facts, count, decimal);
  const months = number(facts, 'ledger_months');
  const stretch = months === 1 ? 'Im letzten ganzen Monat' : `Im Mittel der letzten ${count(months)} Monate`;
  const each = months === 1 ? '' : 'je Monat ';
  const newOnes = came > 0 ? `**${write(came)}** neue` : '**keine** neuen';
  if (months === 0)
    sentences.push(
      'Noch gibt es keinen ganzen Monat; über Zugang und Abgang je Monat lässt sich nichts sagen.',
    );
  else if (out === 0)
    sentences.push(
      `${stretch} überschritt niemand die Grenze; ${months === 1 ? 'es' : 'je Monat'} kamen ${newOnes}.`,
    );
  else {
    const perIn = facts['out_per_in'];
    const ratio = typeof perIn === 'number' ? `, ${decimal(perIn, 2)} Abgänge je Zugang` : '';
    sentences.push(
      `${stretch} überschritten ${each}**${write(out)}** Kunden ihre Grenze, die in einem mittleren Jahr **${roundMoney(number(facts, 'out_revenue'))}** bringen; ${newOnes} kamen, ${write(back)} jenseits der Grenze kauften doch noch: netto **${net}**${ratio}.`,
    );
  }
  const {
    repeat_revenue_share: repeated,
    one_time_share: still,
    one_time_low: low,
    one_time_high: high,
  } = facts;
  const brought =
    typeof repeated === 'number'
      ? `Wiederkäufer brachten **${share(repeated)}** des Umsatzes ${months === 1 ? 'dieses Monats' : 'dieser Monate'}`
      : '';
  if (typeof still === 'number' && typeof low === 'number' && typeof high === 'number')
    sentences.push(
      `${brought === '' ? '' : `${brought}; `}**${share(still)}** (${share(low)}–${share(high)}) der Erstkäufer sind nach einem Jahr noch Einmalkäufer – ohne Rücksicht auf die Dauer der Beobachtung gezählt wären es ${share(number(facts, 'one_time_naive'))}.`,
    );
  else if (brought !== '')
    sentences.push(
      `${brought}; noch sind zu wenige Erstkäufer ein Jahr lang beobachtet, um zu sagen, wie viele wiederkommen.`,
    );
  return sentences;
}

function groups(facts: Facts): {within: number; slipping: number; inactive: number} {
  const within = number(facts, 'first_time') + number(facts, 'active') + number(facts, 'reactivated');
  return {within, slipping: number(facts, 'defecting'), inactive: number(facts, 'inactive')};
}

function limitDays(facts: Facts): number[] {
  return ['first_limit_days', 'repeat_limit_days', 'inactive_limit_days'].map((name) => number(facts, name));
}

/** Where the two limits come from, where it is not the reader who set them. */
function origin(facts: Facts, words: Readonly<Record<'data' | 'fixed' | 'partly', string>>): string {
  if (number(facts, 'limits_from_data') === 2) return words.data;
  if (number(facts, 'limits_fixed') === 2) return words.fixed;
  return number(facts, 'limits_fixed') === 1 ? words.partly : '';
}

/** The ledger a month, rounded so that what is read adds up: the net is that of the figures beside it. */
function ledgerOf(facts: Facts, count: Format['count'], decimal: Format['decimal']) {
  const flows = ['new_customers', 'back_customers', 'out_customers'].map((name) => number(facts, name));
  // Means of a few customers have a decimal, and then all of the sentence have one.
  const digits = [...flows, number(facts, 'net_customers')].some(
    (value) => Math.abs(value) < 10 && !Number.isInteger(value),
  )
    ? 1
    : 0;
  const rounded = (value: number) => Math.round(value * 10 ** digits) / 10 ** digits;
  const [came, back, out] = flows.map(rounded) as [number, number, number];
  const write = (value: number) => (Number.isInteger(value) ? count(value) : decimal(value, digits));
  const net = rounded(came + back - out);
  return {came, back, out, net: `${net > 0 ? '+' : net < 0 ? '−' : ''}${write(Math.abs(net))}`, write};
}
