import type {Day} from './calendar';
import {day} from './calendar';
import type {Contact} from './contacts';
import {chance, logistic, normal, stream, whole} from './random';

export interface Event {
  email: string;
  channel: 'email' | 'post';
  kind: 'sent' | 'open' | 'click' | 'unsubscribe' | 'complaint';
  day: Day;
}

// The newsletter tool keeps one year, as most do on the small plans.
const issues = [
  '2025-11-06',
  '2025-11-24',
  '2025-12-09',
  '2026-01-22',
  '2026-03-03',
  '2026-04-14',
  '2026-05-19',
  '2026-07-07',
  '2026-08-25',
  '2026-09-22',
  '2026-10-20',
].map(day);

const postcard = day('2025-12-02');

/** What one contact did with the newsletter. */
export function newsletter(contact: Contact): Event[] {
  const {email, consents, orders} = contact;
  const random = stream(`newsletter ${email} ${contact.account}`);
  const interest = 0.9 * normal(random) - (contact.source === 'competition' ? 1.3 : 0.5);
  const events: Event[] = [];
  const note = (on: Day, kind: Event['kind']) => events.push({email, channel: 'email', kind, day: on});

  if (orders.filter((order) => order.day < postcard).length >= 5)
    events.push({email, channel: 'post', kind: 'sent', day: postcard});

  let unread = 0;
  for (const issue of consents ? issues : []) {
    if (contact.signedUpOn >= issue || (unread >= 4 && chance(random, 0.7))) continue;
    note(issue, 'sent');
    const bought = orders.some(
      (order) => order.channel === 'newsletter' && order.day >= issue && order.day <= issue + 6,
    );
    const opens = bought || chance(random, logistic(interest + warmth(contact, issue)));
    const read = issue + (bought || chance(random, 0.7) ? 0 : whole(random, 1, 4));
    unread = opens ? 0 : unread + 1;
    if (opens) note(read, 'open');
    if (bought || (opens && chance(random, 0.13 * logistic(1 + interest)))) note(read, 'click');
    if (chance(random, opens ? 0.008 : 0.0015)) {
      note(read, chance(random, 0.15) ? 'complaint' : 'unsubscribe');
      break;
    }
  }
  return events;
}

export const withdrawals = (events: readonly Event[]): Set<string> =>
  new Set(events.filter(({kind}) => kind === 'unsubscribe' || kind === 'complaint').map(({email}) => email));

/** Recent buyers open, leavers fall silent. */
function warmth({orders, signedUpOn}: Contact, on: Day): number {
  const last = orders.findLast((order) => order.day <= on)?.day;
  const silence = on - (last ?? signedUpOn);
  return (
    (last === undefined ? -0.7 : 0) + (silence < 60 ? 0.6 : silence < 150 ? 0 : silence < 400 ? -0.7 : -1.3)
  );
}
