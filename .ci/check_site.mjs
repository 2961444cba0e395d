// Says whether a deployed site is right: every published file with its hash and type, and what the host adds.
import {createHash} from 'node:crypto';
import {extname} from 'node:path';
import {changing, fixed, fresh} from './caching.mjs';

const DAY = 86_400;

const types = {
  '.html': /^text\/html/,
  '.js': /^(text|application)\/javascript/,
  '.css': /^text\/css/,
  '.json': /^application\/json/,
  '.svg': /^image\/svg\+xml/,
  '.png': /^image\/png/,
};

const [address] = process.argv.slice(2);
if (!address || !URL.canParse(address)) {
  console.error('usage: npm run check-site -- https://example.com/shop/analyse/');
  process.exit(2);
}
const site = new URL(address.endsWith('/') ? address : `${address}/`);
const wrong = [];
const notes = [];

const page = await fetch(site);
const html = await page.text();
const meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/
  .exec(html)?.[1]
  ?.replaceAll('&#39;', "'");
if (!meta) wrong.push('the page carries no policy');
else if (html.indexOf('Content-Security-Policy') > html.search(/<(script|link|style)\b/))
  wrong.push('something is loaded before the policy');

const sent = page.headers.get('content-security-policy');
if (!sent) notes.push('the host sends no policy; the one in the page holds all the same');
else if (meta && !sent.startsWith(meta))
  wrong.push(`the host sends another policy than the page has: ${sent}`);

/** Seconds for which browsers keep an answer without asking again; null where the host does not say. */
function keptFor(response) {
  const rule = response.headers.get('cache-control') ?? '';
  if (/no-cache|no-store/.test(rule)) return 0;
  const age = /max-age=(\d+)/.exec(rule)?.[1];
  return age === undefined ? null : Number(age);
}

for (const name of changing) {
  const response = await fetch(new URL(name === 'index.html' ? './' : name, site));
  await response.arrayBuffer();
  const seconds = keptFor(response);
  if (!response.ok) wrong.push(`${name}: ${response.status}`);
  else if (seconds === null)
    notes.push(`${name}: the host does not say how long it may be kept; better “${fresh}”`);
  else if (seconds >= DAY) wrong.push(`${name}: kept for ${seconds} seconds; a newer release is found late`);
  else if (seconds > 0) notes.push(`${name}: kept for ${seconds} seconds; better “${fresh}”`);
}

const list = await fetch(new URL('files.json', site), {cache: 'no-store'});
if (!list.ok) wrong.push(`files.json: ${list.status}`);
const {version, files} = list.ok ? await list.json() : {version: '?', files: []};

let sum = 0;
let asked = 0;
for (const {name, bytes, sha256, inflated} of files) {
  const response = await fetch(new URL(name === 'index.html' ? './' : name, site));
  if (!response.ok) {
    wrong.push(`${name}: ${response.status}`);
    continue;
  }
  const print = createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
  if (print !== sha256 && print !== inflated) wrong.push(`${name}: other bytes than were built`);
  const type = response.headers.get('content-type') ?? 'none';
  const expected = types[extname(name)];
  if (expected && !expected.test(type)) wrong.push(`${name}: sent as ${type}`);
  sum += bytes;
  if (name.startsWith('assets/') && (keptFor(response) ?? 0) < DAY) asked++;
}
if (asked > 0)
  notes.push(`${asked} files in assets never change and are asked for again soon; better “${fixed}”`);

console.log(`${site.href}\nrelease ${version}, ${files.length} files, ${(sum / 1e6).toFixed(1)} MB`);
for (const note of notes) console.log(`note: ${note}`);
for (const line of wrong) console.log(`wrong: ${line}`);
console.log(wrong.length === 0 ? 'All is right.' : `${wrong.length} wrong.`);
process.exit(wrong.length === 0 ? 0 : 1);
