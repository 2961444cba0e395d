import {isoDay} from './calendar';
import type {Contact} from './contacts';
import {accountHolder, buyers, leads} from './contacts';
import {csv, money, quoted} from './csv';
import {history} from './history';
import {newcomers} from './newcomers';
import {newsletter, withdrawals} from './newsletter';
import type {Event} from './newsletter';
import {cafe, counter, staff, tests} from './oddities';
import type {Order} from './order';
import {population} from './people';
import {spend} from './spend';
import type {Spend} from './spend';

export interface SampleFile {
  name: string;
  text: string;
}

/**
 * The exports of "Kaffee & Tee Lindenhof", an invented online shop from November 2023 to October 2026: the same
 * bytes at each call.
 */
export function sampleShop(): SampleFile[] {
  const person = population();
  const arrived = newcomers(person);
  const histories = arrived.map(history);
  const accounts = [cafe(), ...staff(person)];
  const orders = [...histories.flat(), ...accounts.flat(), ...counter(), ...tests()];
  orders.sort((a, b) => a.day - b.day || a.second - b.second);
  const customerIds = numbered(orders);

  const contacts = [
    ...arrived.flatMap((who, i) => buyers(who, histories[i] ?? [])),
    ...accounts.flatMap(accountHolder),
    ...leads(person),
  ];
  contacts.sort((a, b) => a.signedUpOn - b.signedUpOn);
  const events = contacts.flatMap(newsletter);
  events.sort((a, b) => a.day - b.day);

  const customerId = (account: string) => customerIds.get(account) ?? '';
  return [
    {name: 'lindenhof-orders.csv', text: csv(ordersHeader, orderRecords(orders, customerId))},
    {
      name: 'lindenhof-contacts.csv',
      text: csv(contactsHeader, contactRecords(contacts, customerId, withdrawals(events))),
    },
    {name: 'lindenhof-events.csv', text: csv('email,channel,kind,occurred_on', eventRecords(events))},
    {name: 'lindenhof-spend.csv', text: csv('month,channel,amount', spendRecords(spend(arrived)))},
  ];
}

/** Customer numbers in the order in which the accounts were opened. */
function numbered(orders: readonly Order[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const {account} of orders) if (account && !ids.has(account)) ids.set(account, `K${10001 + ids.size}`);
  return ids;
}

const ordersHeader =
  'order_id,ordered_at,customer_id,email,name,status,currency,country,channel,coupon,sku,product,category,' +
  'quantity,unit_price,line_total,line_vat,line_discount,line_cost,shipping,refunded';

function* orderRecords(orders: readonly Order[], customerId: (account: string) => string): Iterable<string> {
  let number = 20001;
  for (const order of orders) {
    const {status, currency, country, channel, coupon} = order;
    const person = `${customerId(order.account)},${quoted(order.email)},${quoted(order.name)}`;
    const at = `${isoDay(order.day)} ${clock(order.second)}`;
    const head = `LH-${number++},${at},${person},${status},${currency},${country},${channel},${coupon}`;
    const foot = `${money(order.shipping)},${money(order.refunded)}`;
    for (const {product, quantity, unitPrice, total, vat, discount, cost} of order.lines) {
      const thing = `${product.sku},${quoted(product.name)},${product.category},${quantity},${money(unitPrice)}`;
      const amounts = `${money(total)},${money(vat)},${money(discount)},${money(cost)}`;
      yield `${head},${thing},${amounts},${foot}`;
    }
  }
}

const contactsHeader = 'customer_id,email,name,country,signed_up_on,source,newsletter_consent,birthday';

function* contactRecords(
  contacts: readonly Contact[],
  customerId: (account: string) => string,
  withdrawn: ReadonlySet<string>,
): Iterable<string> {
  for (const {account, email, name, country, signedUpOn, source, consents, birthday} of contacts) {
    const person = `${customerId(account)},${email},${quoted(name)},${country}`;
    const consent = consents && !withdrawn.has(email) ? 'yes' : 'no';
    const born = birthday === undefined ? '' : isoDay(birthday);
    yield `${person},${isoDay(signedUpOn)},${source},${consent},${born}`;
  }
}

function* eventRecords(events: readonly Event[]): Iterable<string> {
  for (const {email, channel, kind, day} of events) yield `${email},${channel},${kind},${isoDay(day)}`;
}

function* spendRecords(rows: readonly Spend[]): Iterable<string> {
  for (const {month, channel, amount} of rows) yield `${month},${channel},${money(amount)}`;
}

const twoDigits = (part: number): string => (part < 10 ? `0${part}` : `${part}`);

const clock = (second: number): string =>
  `${twoDigits(Math.floor(second / 3600))}:${twoDigits(Math.floor(second / 60) % 60)}:${twoDigits(second % 60)}`;
