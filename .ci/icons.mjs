// Draws the icons of the installed app from public/icon.svg.
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright';
import {chromiumArguments, ensureChromium} from '../test/helpers/chromium.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../public');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
// A mask may take everything outside the inner four fifths, so the ground reaches the edges there.
const masked = svg
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace(/rx="6"/, '')
  .replace('<rect width="32" height="32"', '<rect x="-4" y="-4" width="40" height="40"');

const browser = await chromium.launch({executablePath: ensureChromium().path, args: chromiumArguments});
for (const [name, size, picture] of [
  ['icon-192.png', 192, svg],
  ['icon-512.png', 512, svg],
  ['icon-maskable-512.png', 512, masked],
]) {
  const page = await browser.newPage({viewport: {width: size, height: size}});
  await page.setContent(`<style>body {margin: 0} svg {display: block; width: 100vw}</style>${picture}`);
  await page.screenshot({path: join(folder, name), omitBackground: true});
}
await browser.close();
