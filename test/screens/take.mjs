// Takes the picture of the README from the built site: the sample shop, light, 1280 pixels wide.
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright';
import {build, preview} from 'vite';
import {chromiumArguments, ensureChromium} from '../helpers/chromium.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../..');
process.env.NODE_ENV = 'production';
await build({root, logLevel: 'warn'});
const server = await preview({root, logLevel: 'warn', preview: {port: 0, host: '127.0.0.1'}});
const browser = await chromium.launch({executablePath: ensureChromium().path, args: chromiumArguments});
const page = await browser.newPage({locale: 'en-GB', viewport: {width: 1280, height: 1180}});
await page.goto(server.resolvedUrls.local[0]);
await page.getByRole('button', {name: /sample shop/}).click();
await page.locator('[data-analysis=overview] .picture').waitFor();
await page.locator('[data-analysis=rfm] .heat').waitFor();
await page.mouse.move(0, 0);
const file = join(folder, 'sample-shop.png');
await page.screenshot({path: file});
console.log(file);
await browser.close();
await server.close();
