// Takes every cell and every dialog of the built site, in both languages, themes and widths, as one page to look through.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright';
import {build, preview} from 'vite';
import {chromiumArguments, ensureChromium} from '../helpers/chromium.mjs';
import {visit} from './scenes.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'gallery');
const root = join(folder, '../../..');
// Small enough to be kept beside the tests, large enough to be judged.
const SCALE = 0.5;
const QUALITY = 30;
/** Pixels of a part of the page that are looked at: in a window of this height nothing moves what is drawn late. */
const TALLEST = 1600;

const looks = ['de', 'en'].flatMap((language) =>
  ['light', 'dark'].flatMap((theme) => [1280, 390].map((width) => ({language, theme, width}))),
);
process.env.NODE_ENV = 'production';
await build({root, logLevel: 'warn'});
const server = await preview({root, logLevel: 'warn', preview: {port: 0, host: '127.0.0.1'}});
const browser = await chromium.launch({executablePath: ensureChromium().path, args: chromiumArguments});
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const names = new Set();
const saved = mkdtempSync(join(tmpdir(), 'stammkunde-gallery-'));

async function take({language, theme, width}) {
  const height = width < 760 ? 844 : 900;
  const context = await browser.newContext({
    locale: {de: 'de-DE', en: 'en-GB'}[language],
    colorScheme: theme,
    viewport: {width, height},
    isMobile: width < 760,
    hasTouch: width < 760,
    reducedMotion: 'reduce',
  });
  // A machine may have other things to do.
  context.setDefaultTimeout(600_000);

  /** What takes pictures of a page. */
  function camera(page) {
    const devtools = context.newCDPSession(page);

    async function shot(name, clip) {
      const {data} = await (
        await devtools
      ).send('Page.captureScreenshot', {
        format: 'webp',
        quality: QUALITY,
        clip: {...clip, scale: SCALE},
      });
      names.add(name);
      writeFileSync(join(folder, `${name}.${language}.${theme}.${width}.webp`), Buffer.from(data, 'base64'));
    }

    /** Without a pointer over anything, and with what is loaded late. */
    async function still() {
      await page.mouse.move(0, 0);
      await page.waitForTimeout(250);
    }

    /** Where a part of the page stands, once what is drawn around it no longer moves it. */
    async function placeOf(part) {
      const element = page.locator(part).first();
      await page.setViewportSize({width, height: TALLEST + 160});
      for (let before = ''; ;) {
        // Below the bar, which stays at the top.
        await element.evaluate((found) => {
          found.style.scrollMarginTop = '80px';
          found.scrollIntoView({block: 'start'});
        });
        await page.waitForTimeout(250);
        const box = await element.evaluate((found, tallest) => {
          const {left, top, width, height} = found.getBoundingClientRect();
          return {x: left + scrollX, y: top + scrollY, width, height: Math.min(height, tallest)};
        }, TALLEST);
        if (JSON.stringify(box) === before) return box;
        before = JSON.stringify(box);
      }
    }

    const corner = () => page.evaluate(() => ({x: scrollX, y: scrollY}));

    return {
      /** What is in the window. */
      async windowOf(name) {
        await still();
        await shot(name, {...(await corner()), width, height});
      },
      /** A part of the page, in a window that is high enough for it. */
      async part(name, selector) {
        await still();
        const box = await placeOf(selector);
        await shot(name, box);
        await page.setViewportSize({width, height});
      },
      /** What lies over the page, as far as it is in the window. */
      async pane(name, selector) {
        await still();
        const {x, y} = await corner();
        const box = await page.locator(selector).last().boundingBox();
        const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
        await shot(name, {
          x: x + left,
          y: y + top,
          width: Math.min(width, box.x + box.width) - left,
          height: Math.min(height, box.y + box.height) - top,
        });
      },
    };
  }

  await visit(await context.newPage(), camera, server.resolvedUrls.local[0], saved);
  await context.close();
}

for (const look of looks) {
  await take(look);
  console.log(Object.values(look).join(' '));
}
await browser.close();
await server.close();
rmSync(saved, {recursive: true});

const rows = [...names].map((name) => {
  const pictures = looks
    .map(({language, theme, width}) => [
      `${language} · ${theme} · ${width}`,
      `${name}.${language}.${theme}.${width}.webp`,
    ])
    .map(
      ([look, file]) =>
        `<figure><figcaption>${look}</figcaption><img src="${file}" alt="" loading="lazy"></figure>`,
    );
  return `<section id="${name}"><h2>${name}</h2><div>${pictures.join('')}</div></section>`;
});
const list = [...names].map((name) => `<a href="#${name}">${name}</a>`).join(' ');
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screens of Stammkunde</title>
<style>
body { font: 14px system-ui, sans-serif; margin: 24px; background: #888; }
nav, h2 { color: #fff; }
nav a { color: inherit; margin-right: 8px; }
section > div { display: flex; gap: 16px; overflow-x: auto; align-items: start; }
figure { margin: 0; }
figcaption { color: #fff; }
img { display: block; }
</style>
<nav>${list}</nav>
${rows.join('\n')}
</html>
`,
);
console.log(join(folder, 'index.html'));
