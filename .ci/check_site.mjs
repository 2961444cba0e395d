// Says whether a deployed site is right: every published file with its hash and type, and what the host adds.
import {createHash} from 'node:crypto';
import {extname} from 'node:path';

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
if (/immutable|max-age=[1-9]\d{3,}/.test(page.headers.get('cache-control') ?? ''))
  notes.push('the page itself is kept for long by browsers; a newer release is then found late');

const list = await fetch(new URL('files.json', site), {cache: 'no-store'});
if (!list.ok) wrong.push(`files.json: ${list.status}`);
const {version, files} = list.ok ? await list.json() : {version: '?', files: []};

let sum = 0;
for (const {name, bytes, sha256, inflated} of files) {
  const response = await fetch(new URL(name === 'index.html' ? './' : name, site));
  if (!response.ok) {
    wrong.push(`${name}: ${response.status}`);
    continue;
  }
  const found = createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex');
  if (found !== sha256 && found !== inflated) wrong.push(`${name}: other bytes than were built`);
  const type = response.headers.get('content-type') ?? 'none';
  const expected = types[extname(name)];
  if (expected && !expected.test(type)) wrong.push(`${name}: sent as ${type}`);
  sum += bytes;
}

console.log(`${site.href}\nrelease ${version}, ${files.length} files, ${(sum / 1e6).toFixed(1)} MB`);
for (const note of notes) console.log(`note: ${note}`);
for (const line of wrong) console.log(`wrong: ${line}`);
console.log(wrong.length === 0 ? 'All is right.' : `${wrong.length} wrong.`);
process.exit(wrong.length === 0 ? 0 : 1);
