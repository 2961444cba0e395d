// What a person meets in the built site, from the doors to the end of a presentation: every cell, dialog and menu once.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const sources = fileURLToPath(new URL('../../src/analyses', import.meta.url));
const analyses = readdirSync(sources, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name);
/** What finds an analysis that the check-up has not, in both languages. */
const asked = {
  movement: 'moved',
  calibration: 'calibration',
  concentration: '80/20',
  engagement: 'newsletter clicks',
  signups: 'sign-up',
};

/** Files with something to ask about, to complain of or to set aside. */
const withoutCustomers = 'Datum,Käufer,Summe\n2024-01-05,Anna,1.00\n2024-01-06,Ben,2.00\n';
const withTwoReadings = 'order_id,date,email,total\n1,03/04/2024,a@x.de,10.00\n2,05/06/2024,b@x.de,20.00\n';
const small = `Bestellnummer;Bestelldatum;Kundennummer;Gesamtbetrag;Status
1001;10.01.2024;K1;50,00;bezahlt
1002;20.01.2024;K2;40,00;bezahlt
1003;05.02.2024;K3;100,00;bezahlt
1004;bald;K3;30,00;bezahlt
1005;20.02.2024;K4;viel;bezahlt
1006;15.03.2024;K5;99,00;storniert
1007;20.03.2024;;5,00;bezahlt
1008;25.03.2024;K6;0,00;bezahlt
1009;31.03.2024;K4;10,00;bezahlt
`;
const DAY = 86_400_000;
const byPurchases = `select purchases, count(*) as customers, sum(revenue) as revenue
from customer_history
where purchases <= 12
group by purchases
order by purchases`;

/** Goes through the site at an address; `camera` takes the pictures of a page, `folder` is for what is saved on the way. */
export async function visit(page, camera, address, folder) {
  const narrow = page.viewportSize().width < 760;
  const {windowOf, part, pane} = camera(page);
  const dialog = page.getByRole('dialog');
  const gone = () => dialog.waitFor({state: 'detached'});
  const button = (name, within = page) => within.getByRole('button', {name}).first();

  const settled = () =>
    page.waitForFunction(() =>
      [...document.querySelectorAll('article.cell')].every(
        (cell) => !cell.querySelector('.cell-body > .placeholder, .rest, .hairline.running'),
      ),
    );

  async function leave() {
    await page.keyboard.press('Escape');
    await gone();
  }

  async function command(name) {
    await button(/^Men[uü]$/).click();
    await page.getByRole('menuitem', {name}).click();
  }

  /** A dialog, from its opening to its end. */
  async function sheet(name, open) {
    await open();
    await dialog.waitFor();
    await pane(name, 'dialog[open]');
    await leave();
  }

  /** What opens below a button. */
  async function popup(name, opener) {
    await opener.click();
    await pane(name, ':popover-open');
    await page.keyboard.press('Escape');
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
    await gone();
  }

  async function drop(...texts) {
    const files = texts.map((text, index) => ({
      name: index === 0 ? 'orders.csv' : `orders-${index + 1}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    }));
    await page.locator('input[type=file]').first().setInputFiles(files);
  }

  /** What is asked and complained of before a file is read. */
  async function files() {
    await drop('\x89PNG\r\n\x1a\n');
    await page.getByRole('alert').waitFor();
    await part('refused-file', '[role=alert]');
    await page.getByRole('alert').getByRole('button').click();
    for (const [name, text] of [
      ['needed-columns', withoutCustomers],
      ['question', withTwoReadings],
    ]) {
      await drop(text);
      await page.locator('dialog .samples b').first().waitFor();
      await pane(name, 'dialog[open]');
      await leave();
    }
  }

  /** A shop that is too small for most answers, with rows that cannot be used; kept in this browser and opened again. */
  async function smallShop() {
    await drop(small, '\x89PNG\r\n\x1a\n');
    await page.locator('[data-analysis=overview] .picture').waitFor();
    await part('left-out', '.problem[role=status]');
    await button(/^(Close|Schließen)$/, page.locator('.problem[role=status]')).click();
    await settled();
    await command(/^(Import receipt|Importbeleg)$/);
    await page.locator('.receipt .file').waitFor();
    await part('rows-set-aside', '.receipt');
    await part('too-few', '[data-analysis=churn]');
    const title = page.getByLabel(/^(Name of the notebook|Name des Notizbuchs)$/);
    const saved = () => page.locator('.save-status', {hasText: /\d\d:\d\d$/}).waitFor();
    await saved();
    for (const day of [1, 2, 40]) {
      await page.clock.setSystemTime(Date.now() + day * DAY);
      await title.fill(`Kontor ${day}`);
      await page.locator('.save-status', {hasText: '…'}).waitFor();
      await saved();
    }
    await page.reload();
    await page.locator('.reading').waitFor();
    await settled();
    await part('backup-due', '.reading');
    await button(/^(Remind me in a month|In einem Monat erinnern)$/).click();
    await command(/^(Notebooks|Notizbücher) …/);
    await button(/^(Earlier versions|Frühere Fassungen)$/, dialog).click();
    await page.locator('.versions').waitFor();
    await pane('versions', 'dialog[open]');
    await page.locator('.versions button').first().click();
    await gone();
    await button(/^(Back to the newest|Zum neuesten Stand)$/).waitFor();
    await part('earlier-version', '.reading');
    await button(/^(Back to the newest|Zum neuesten Stand)$/).click();
    await otherTab();
    await command(/^(Notebooks|Notizbücher) …/);
    await button(/^(Start another notebook|Ein weiteres Notizbuch)/).click();
    await gone();
  }

  async function otherTab() {
    const other = await page.context().newPage();
    await other.goto(address);
    await button(/^(Write here instead|Stattdessen hier schreiben)$/, other).waitFor();
    await other.locator('[data-analysis=overview] .picture').waitFor();
    await other.locator('.import-progress').waitFor({state: 'detached'});
    await camera(other).part('other-tab', '.reading');
    await other.close();
  }

  async function cells() {
    await button(/sample shop|Beispielshop/).click();
    await page.locator('[data-analysis=overview] .picture').waitFor();
    for (const words of Object.values(asked)) await ask(words);
    await settled();
    await page.evaluate(() => {
      document.activeElement?.blur();
      scrollTo(0, 0);
    });
    await windowOf('notebook');
    for (const id of analyses) await part(`cell-${id}`, `[data-analysis=${id}]`);
  }

  /** What the notebook looks at. */
  async function scope() {
    const open = () => button(/^(Date, period, filters|Stichtag, Zeitraum, Filter)$/).click();
    if (narrow) {
      await open();
      await pane('scope', 'dialog[open]');
    }
    await popup('filter', button(/^\+ Filter$/));
    await button(/^\+ Filter$/).click();
    await page.locator(':popover-open .facets button').first().click();
    await page.locator(':popover-open input[type=checkbox]').first().waitFor();
    await pane('filter-values', ':popover-open');
    await page.keyboard.press('Escape');
    await popup('revenue-is', button(/^(Net revenue|Nettoumsatz)/));
    await button(/^\+ (Compare|Vergleich)$/).click();
    if (narrow) await leave();
    await page.locator('[data-analysis=overview] .then').waitFor();
    await settled();
    await part('compared', '[data-analysis=overview] .then');
    if (narrow) await open();
    await button(/^(End the comparison|Vergleich beenden)$/).click();
    if (narrow) await leave();
  }

  async function dialogs() {
    await popup('menu', button(/^Men[uü]$/));
    await popup('cell-menu', button(/^(Menu of|Menü von)/, page.locator('#churn')));
    await sheet('insert', () => page.keyboard.press('Alt+Shift+A'));
    await sheet('commands', () => page.keyboard.press('Control+k'));
    await sheet('history', () => page.keyboard.press('Alt+Shift+H'));
    await sheet('shortcuts', () => page.keyboard.press('?'));
    await sheet('templates', () => command(/^(Replace all cells|Alle Zellen ersetzen)/));
    await sheet('take-away', () => page.keyboard.press('Alt+Shift+E'));
    await sheet('proof', () => page.locator('footer.page-end a').click());
    await command(/^(Notebooks|Notizbücher) …/);
    await dialog.waitFor();
    await pane('notebooks', 'dialog[open]');
    await page.locator('.storage input[type=checkbox]').click();
    await button(/^(Delete all|Alles löschen)/, dialog).scrollIntoViewIfNeeded();
    await pane('keep-nothing', 'dialog[open]');
    await leave();
    await command(/^(Import receipt|Importbeleg)$/);
    await page.locator('.receipt table').first().waitFor();
    await part('receipt', '.receipt');
    await sheet('mapping', async () => {
      await button(/Correct columns|Spalten und Regeln/).click();
      await page.locator('dialog .samples b').first().waitFor();
    });
    if (narrow)
      await sheet('settings', () => button(/^(Settings|Einstellungen)$/, page.locator('#churn')).click());
  }

  /** The customers of a cell, one of them, an audience by rules, the list of audiences, and one as a file. */
  async function people() {
    await button(/^R5 F5/).click();
    await page.locator('dialog tbody tr').first().waitFor();
    await pane('customers', 'dialog[open]');
    await page.locator('dialog tbody button').first().click();
    await page.locator('dialog .time-line circle').first().waitFor();
    await pane('customer', 'dialog[open]:has(.time-line)');
    await page.keyboard.press('Escape');
    await page.locator('dialog .time-line').waitFor({state: 'detached'});
    await leave();
    await command(/^(Audiences|Zielgruppen)/);
    const fresh = () => button(/^(New audience|Neue Zielgruppe)$/, dialog).click();
    const counted = () => page.locator('.measured:not(.stale) strong').first().waitFor();
    const save = page.locator('form.audience .primary');
    await fresh();
    const adding = () => page.getByLabel(/^(Add a condition|Bedingung hinzufügen)$/);
    await adding().selectOption('part:rfm:segment');
    await adding().selectOption('group');
    for (const condition of ['range:revenue', 'bought:product', 'consent'])
      await adding().first().selectOption(condition);
    await counted();
    await pane('audience-rules', 'dialog[open]');
    await save.click();
    await fresh();
    const name = page.getByLabel('Name', {exact: true});
    const taken = await page.evaluate(() => document.documentElement.lang);
    await name.fill({de: 'zielgruppe ohne namen', en: 'audience without a name'}[taken]);
    await counted();
    await save.click();
    await page.locator('form.audience [role=alert]').waitFor();
    await pane('audience-name-taken', 'dialog[open]');
    await name.fill('');
    await save.click();
    await page.locator('.audiences .measured strong').nth(1).waitFor();
    await pane('audiences', 'dialog[open]');
    await button(/^(Save customers of|Kunden sichern:)/, dialog).click();
    await page.locator('dialog fieldset').first().waitFor();
    await pane('audience-export', 'dialog[open]');
    await leave();
  }

  /** What a cell has below its picture and beside it. */
  async function details() {
    const rfm = page.locator('#rfm');
    for (const [name, words, shown] of [
      ['table', /^(Table|Tabelle)$/, 'table'],
      ['definition', /^Definition$/, '.definition p'],
      ['sql', /^SQL$/, 'pre, code'],
      ['export', /^Export$/, 'button'],
      ['audience', /^(Audience|Zielgruppe)$/, 'button'],
    ]) {
      await button(words, rfm.locator('.panels')).click();
      await rfm.locator('.panel').locator(shown).first().waitFor();
      await part(`panel-${name}`, '#rfm .details');
    }
    const fields = rfm.locator('.heat td button');
    for (const field of [0, 2]) await fields.nth(field).click({modifiers: ['Shift']});
    await part('chosen', '#rfm .tray');
  }

  /** What a reader writes: input, text, SQL; a session with explanations beside every cell. */
  async function writing() {
    await command(/^(Replace all cells|Alle Zellen ersetzen)/);
    await button(/^Coaching/, dialog).click();
    await page.locator('#before').waitFor();
    await page.locator('.receipt summary').first().click();
    await settled();
    await page.evaluate(() => scrollTo(0, 0));
    await windowOf('coaching');
    await page.locator('.notice').getByRole('button').last().click();
    await part('cell-explained', '#churn');
    await part('cell-text', '#compare');
    await button(/^(Edit|Bearbeiten)$/, page.locator('#compare')).click();
    await part('text-editor', '#compare');
    await popup('quote', button(/^(Quote a number|Zahl einfügen)/, page.locator('#compare')));
    await button(/^(Done|Fertig)$/, page.locator('#compare')).click();
    await button(/^(Set up|Einrichten)$/, page.locator('article.cell.input').first()).click();
    await part('cell-input', 'article.cell.input');
    await page.locator('#churn .grip').focus();
    await ask('SQL');
    await page.locator('article.cell.sql table').first().waitFor();
    await statement(byPurchases);
    await page.locator('article.cell.sql .parameters select').first().selectOption('bar');
    await page.locator('article.cell.sql figure').first().waitFor();
    await settled();
    await part('cell-sql', 'article.cell.sql');
    await statement('select revenu from customer_history');
    await page.locator('article.cell.sql .problem').waitFor();
    await part('sql-error', 'article.cell.sql');
    await page.keyboard.press('Control+z');
  }

  async function statement(sql) {
    await page.locator('article.cell.sql .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(sql);
    await page.keyboard.press('Control+Enter');
    await settled();
  }

  /** What a sheet of paper begins with, and what stands below its cells. */
  async function printed() {
    await page.evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
    await command(/^(Print|Drucken)/);
    await page.locator('[data-printed]').waitFor();
    await page.emulateMedia({media: 'print'});
    await page.evaluate(() => scrollTo(0, 0));
    await windowOf('printed');
    await part('footnotes', '.footnotes');
    await page.emulateMedia({media: null});
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.locator('.print-facts').waitFor({state: 'detached'});
  }

  /** On a screen for others, and as a file for them. */
  async function showing() {
    await page.locator('#churn .grip').focus();
    await page.keyboard.press('Alt+Shift+P');
    await page.locator('.presentation .picture').waitFor();
    await windowOf('presentation');
    await page.keyboard.press('Escape');
    await page.locator('.presentation').waitFor({state: 'detached'});
    await page.keyboard.press('Alt+Shift+E');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(/^(Save report|Bericht sichern)$/, dialog).click(),
    ]);
    const file = join(folder, 'report.html');
    await download.saveAs(file);
    await leave();
    const report = await page.context().newPage();
    await report.goto(`file://${file}`);
    await camera(report).windowOf('report');
    await report.close();
  }

  await page.goto(address);
  await page.getByText(/^(Calculating engine ready|Rechenwerk bereit)\./).waitFor();
  await windowOf('doors');
  await files();
  await smallShop();
  await cells();
  await scope();
  await dialogs();
  await people();
  await details();
  await showing();
  await printed();
  await writing();
}
