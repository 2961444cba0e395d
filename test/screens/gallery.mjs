// Takes every cell and every dialog of the built site, in both languages, themes and widths, as one page to look through.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright';
import {build, preview} from 'vite';
import {chromiumArguments, ensureChromium} from '../helpers/chromium.mjs';

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
const analyses = [
  'overview',
  'churn',
  'cohorts',
  'rfm',
  'lifecycle',
  'value',
  'projection',
  'movement',
  'calibration',
  'concentration',
  'engagement',
  'signups',
];
/** What finds an analysis that the check-up has not, in both languages. */
const asked = {
  movement: 'moved',
  calibration: 'calibration',
  concentration: '80/20',
  engagement: 'newsletter clicks',
  signups: 'sign-up',
};
const menu = /^Men[uü]$/;

process.env.NODE_ENV = 'production';
await build({root, logLevel: 'warn'});
const server = await preview({root, logLevel: 'warn', preview: {port: 0, host: '127.0.0.1'}});
const browser = await chromium.launch({executablePath: ensureChromium().path, args: chromiumArguments});
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const names = new Set();

async function settled(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('article.cell')].every(
      (cell) => !cell.querySelector('.cell-body > .placeholder, .rest, .hairline.running'),
    ),
  );
}

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
  const page = await context.newPage();
  // A machine may have other things to do.
  page.setDefaultTimeout(120_000);
  const camera = await context.newCDPSession(page);

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

  /** A picture of a part of the page, or of what is in the window. */
  async function shot(name, part) {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(250);
    const box = part
      ? await placeOf(part)
      : {...(await page.evaluate(() => ({x: scrollX, y: scrollY}))), width, height};
    const {data} = await camera.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
      clip: {...box, scale: SCALE},
    });
    if (part) await page.setViewportSize({width, height});
    names.add(name);
    writeFileSync(join(folder, `${name}.${language}.${theme}.${width}.webp`), Buffer.from(data, 'base64'));
  }

  /** The palette of questions, found by these words. */
  async function ask(words) {
    const palette = page.getByRole('combobox', {name: /^What do you want|^Was wollen/});
    await page.keyboard.press('Alt+Shift+A');
    await palette.and(page.locator(':focus')).waitFor();
    await palette.fill(words);
    await page.locator('dialog [role=option][aria-selected=true]').waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  }

  async function sheet(name, open) {
    await open();
    await page.getByRole('dialog').waitFor();
    await shot(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({state: 'detached'});
  }

  /** The customers of a cell, one of them, an audience by rules, and the list of audiences. */
  async function people() {
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', {name: /^R5 F5/}).click();
    await page.locator('dialog tbody tr').first().waitFor();
    await shot('customers');
    await page.locator('dialog tbody button').first().click();
    await page.locator('dialog .time-line circle').first().waitFor();
    await shot('customer');
    await page.keyboard.press('Escape');
    await page.locator('dialog .time-line').waitFor({state: 'detached'});
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
    await command(/^(Audiences|Zielgruppen)/)();
    await page.getByRole('button', {name: /^(New audience|Neue Zielgruppe)$/}).click();
    const adding = () => page.getByLabel(/^(Add a condition|Bedingung hinzufügen)$/);
    await adding().selectOption('part:rfm:segment');
    await adding().selectOption('group');
    for (const condition of ['range:revenue', 'bought:product', 'consent'])
      await adding().first().selectOption(condition);
    await page.locator('.measured:not(.stale) strong').first().waitFor();
    await shot('audience-rules');
    await page.locator('form.audience .primary').click();
    await page.locator('.audiences .measured strong').first().waitFor();
    await shot('audiences');
    await page.keyboard.press('Escape');
    await dialog.waitFor({state: 'detached'});
  }

  const command = (name) => async () => {
    await page.getByRole('button', {name: menu}).click();
    await page.getByRole('menuitem', {name}).click();
  };

  await page.goto(server.resolvedUrls.local[0]);
  await page.waitForTimeout(500);
  await shot('doors');
  await page
    .getByRole('button', {name: /sample shop|Beispielshop/})
    .first()
    .click();
  await page.locator('[data-analysis=overview] .picture').waitFor();
  for (const words of Object.values(asked)) await ask(words);
  await settled(page);
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await shot('notebook');
  for (const id of analyses) await shot(`cell-${id}`, `[data-analysis=${id}]`);
  await page.getByRole('button', {name: menu}).click();
  await shot('menu');
  await page.keyboard.press('Escape');
  await sheet('insert', () => page.keyboard.press('Alt+Shift+A'));
  await sheet('commands', () => page.keyboard.press('Control+k'));
  await sheet('history', () => page.keyboard.press('Alt+Shift+H'));
  await sheet('shortcuts', () => page.keyboard.press('?'));
  await sheet('templates', command(/^(Replace all cells|Alle Zellen ersetzen)/));
  await sheet('notebooks', command(/^(Notebooks|Notizbücher) …/));
  await sheet('take-away', () => page.keyboard.press('Alt+Shift+E'));
  await sheet('proof', () => page.locator('footer.page-end a').click());
  await people();
  await page
    .locator('#rfm')
    .getByRole('button', {name: /^(Audience|Zielgruppe)$/})
    .click();
  await shot('audience-panel', '#rfm .details');
  await command(/^(Import receipt|Importbeleg)$/)();
  await page.locator('.receipt table').first().waitFor();
  await shot('receipt', '.receipt');
  await sheet('mapping', async () => {
    await page.getByRole('button', {name: /Correct columns|Spalten und Regeln/}).click();
    await page.locator('dialog .samples b').first().waitFor();
  });
  if (width < 760)
    await sheet('settings', () =>
      page
        .locator('#churn')
        .getByRole('button', {name: /^(Settings|Einstellungen)$/})
        .click(),
    );
  await page.locator('#churn .grip').focus();
  await page.keyboard.press('Alt+Shift+P');
  await page.locator('.presentation .picture').waitFor();
  await shot('presentation');
  await page.keyboard.press('Escape');
  await page.locator('.presentation').waitFor({state: 'detached'});
  await command(/^(Replace all cells|Alle Zellen ersetzen)/)();
  await page
    .getByRole('dialog')
    .getByRole('button', {name: /^Coaching/})
    .click();
  await page.locator('#before').waitFor();
  await settled(page);
  await shot('coaching');
  await page.locator('.notice').getByRole('button').last().click();
  await shot('cell-input', 'article.cell.input');
  await ask('SQL');
  await page.locator('article.cell.sql table').first().waitFor();
  await settled(page);
  await shot('cell-sql', 'article.cell.sql');
  await context.close();
}

for (const look of looks) {
  await take(look);
  console.log(Object.values(look).join(' '));
}
await browser.close();
await server.close();

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
