import {createWriteStream, existsSync, mkdirSync, renameSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export const orders = 1_000_000;
export const customers = 200_000;

const days = 1096;
const start = Date.UTC(2021, 0, 1);
const countries = [
  'Deutschland',
  'Deutschland',
  'Deutschland',
  'Deutschland',
  'Österreich',
  'Schweiz',
  'Frankreich',
];

/** A shop of a million orders, always the same: more than half of its customers buy once, amounts are skewed. */
export async function ordersFile() {
  const folder = join(tmpdir(), 'stammkunde-bench');
  const path = join(folder, `orders-${orders}-v1.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, {recursive: true});
  const unfinished = `${path}.part`;
  const out = createWriteStream(unfinished);
  const random = randomFrom(20240229);
  out.write('order_id,ordered_at,customer_id,amount,country\n');
  let known = 0;
  let lines = [];
  for (let order = 0; order < orders; order++) {
    const share = (order + random()) / orders;
    const at = new Date(start + Math.floor(share * days * 86_400) * 1000).toISOString();
    let customer = known;
    if (known < customers * share) known++;
    else {
      customer = Math.floor(known * random());
      for (let tries = 0; isOnce(customer) && tries < 50; tries++) customer = Math.floor(known * random());
    }
    const amount = Math.exp(3.6 + 0.8 * normal(random)).toFixed(2);
    const country = countries[(customer * 7919) % countries.length];
    lines.push(
      `${at.slice(0, 4)}-${String(order + 1).padStart(7, '0')},${at.slice(0, 10)} ${at.slice(11, 19)},` +
        `${10_000_000 + customer},${amount},${country}\n`,
    );
    if (lines.length === 10_000) {
      if (!out.write(lines.join(''))) await new Promise((resolve) => out.once('drain', resolve));
      lines = [];
    }
  }
  await new Promise((resolve) => out.end(lines.join(''), resolve));
  renameSync(unfinished, path);
  return path;
}

/** Six of ten customers never come back. */
function isOnce(customer) {
  return (Math.imul(customer + 1, 0x9e3779b1) >>> 0) % 10 < 6;
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** mulberry32 */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
