import {count, day, days, flag, key, money, text, type Columns} from './columns';

/** What is computed of every person, from her orders up to the as-of date. */
export const measureColumns = {
  purchases: count('Purchases', 'Käufe'),
  orders: count('Orders', 'Bestellungen'),
  revenue: money('Revenue', 'Umsatz'),
  average_revenue: money('Revenue per purchase', 'Umsatz je Kauf'),
  first_revenue: money('Revenue of the first purchase', 'Umsatz des ersten Kaufs'),
  first_on: day('First purchase', 'Erster Kauf'),
  last_on: day('Last purchase', 'Letzter Kauf'),
  recency_days: days('Days since the last purchase', 'Tage seit dem letzten Kauf'),
  age_days: days('Days since the first purchase', 'Tage seit dem ersten Kauf'),
} as const satisfies Columns;

/** What files say of a person that does not tell who she is. */
export const contactColumns = {
  country: text('Country', 'Land'),
  first_seen_on: day('First seen on', 'Zuerst gesehen am'),
  source: text('Source', 'Quelle'),
  consent: flag('Newsletter consent', 'Newsletter-Einwilligung'),
} as const satisfies Columns;

/** What tells who a person is. */
export const personalColumns = {
  customer_id: text('Customer number', 'Kundennummer'),
  email: text('E-mail', 'E-Mail'),
  name: text('Name', 'Name'),
  birthday: day('Birthday', 'Geburtstag'),
} as const satisfies Columns;

export const personKey = {customer: key('Customer', 'Kunde')} as const satisfies Columns;

/** Stands before the name of an attribute among the names of columns. */
const PREFIX = 'attribute:';

export function attributeColumn(name: string): string {
  return `${PREFIX}${name}`;
}

/** The attribute that a column shows, or null. */
export function attributeOf(column: string): string | null {
  return column.startsWith(PREFIX) ? column.slice(PREFIX.length) : null;
}
