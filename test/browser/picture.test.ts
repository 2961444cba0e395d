import {page} from 'vitest/browser';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import '../../src/app/app.css';
import {barList} from '../../src/charts/bar_list';
import {element} from '../../src/charts/element';
import {stackedBars} from '../../src/charts/stacked_bars';
import {pngFile, svgFile} from '../../src/exports/image';
import {pictureOf} from '../../src/exports/picture';

const words = {title: 'Who brings the revenue?', description: 'Bars by month.'};
const none = () => Promise.resolve();

beforeAll(() => page.viewport(1100, 900));
afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('data-theme');
});

/** The picture of some nodes, as the file that is saved. */
async function saved(...nodes: Node[]): Promise<{file: Blob; svg: SVGSVGElement; shown: Document}> {
  const part = element('div', {class: 'taken alone'}, ...nodes);
  part.style.width = '640px';
  document.body.append(part);
  const svg = await pictureOf(part, words, none);
  part.remove();
  const file = svgFile(svg);
  return {file, svg, shown: new DOMParser().parseFromString(await file.text(), 'image/svg+xml')};
}

const texts = (shown: Document) => Array.from(shown.querySelectorAll('text'), ({textContent}) => textContent);

const bars = stackedBars(
  {
    bars: ['Jan', 'Feb', 'Mar'].map((tick, index) => ({
      key: tick,
      tick,
      values: [10 * index + 5, 5],
      compare: index === 0 ? null : 4,
      complete: index < 2,
      lines: () => [tick],
    })),
    layers: [
      {label: 'Later', color: 'var(--accent)'},
      {label: 'First', color: 'var(--accent-soft)'},
    ],
    compareLabel: 'A year before',
    label: 'Values by month',
    axisFormat: String,
  },
  640,
);

describe('a picture that leaves', () => {
  test('needs nothing from outside: no style, no class, no address, and only its own references', async () => {
    const {file, shown} = await saved(bars);
    const source = await file.text();
    expect(shown.querySelector('parsererror')).toBeNull();
    expect(source).not.toMatch(
      /class=|style=|<style|var\(|light-dark|https?:(?!\/\/www\.w3\.org\/2000\/svg)/,
    );
    const ids = new Set(Array.from(shown.querySelectorAll('[id]'), ({id}) => id));
    const references = [...source.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id!);
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('says what it is to those who do not see it', async () => {
    const {shown} = await saved(bars);
    expect(shown.querySelector('svg > title')?.textContent).toBe(words.title);
    expect(shown.querySelector('svg > desc')?.textContent).toBe(words.description);
    expect(shown.documentElement.getAttribute('role')).toBe('img');
  });

  test('is the same on a dark page, and on white', async () => {
    const light = await (await saved(bars)).file.text();
    document.documentElement.dataset['theme'] = 'dark';
    const dark = await (await saved(bars)).file.text();
    const withoutIds = (source: string) => source.replace(/(clip|hatch)-\d+/g, '$1');
    expect(withoutIds(dark)).toBe(withoutIds(light));
    expect(light).toMatch(/<rect x="0" y="0" width="688" height="[\d.]+" fill="#ffffff"\/>/);
  });

  test('has the words that are shown, each once, and none that is hidden', async () => {
    const row = {family: 'best', length: 0.5, pick: {key: 'a', follow: () => undefined}};
    const {shown} = await saved(
      barList('Segments', [{...row, name: 'Champions', values: ['317', '8 %', '€5']}], ['a', 'b', 'c']),
      element('p', {class: 'unseen'}, 'for readers of the screen'),
      element('p', {hidden: ''}, 'not shown'),
    );
    expect(texts(shown).sort()).toEqual(['317', '8 %', 'Champions', 'a', 'b', 'c', '€5']);
  });

  test('has all numbers of a row in one line, however many they are', async () => {
    const row = {family: 'best', length: 0.5, name: 'Active repeat buyers'};
    for (const values of [['472'], ['472', '12.1%', '€125k', '€264.24']]) {
      const {shown} = await saved(barList('Stages', [{...row, values}]));
      expect(texts(shown)).toHaveLength(values.length + 1);
      const numbers = [...shown.querySelectorAll('text')].filter((text) => values.includes(text.textContent));
      expect(new Set(numbers.map((text) => text.getAttribute('y'))).size).toBe(1);
    }
  });

  test('breaks a text where the page does', async () => {
    const paragraph = element('p', {}, 'one two three four five six seven eight nine ten eleven twelve');
    paragraph.style.width = '150px';
    const {shown} = await saved(paragraph);
    const lines = texts(shown);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe(paragraph.textContent);
    const places = Array.from(shown.querySelectorAll('text'), (text) => Number(text.getAttribute('y')));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  test('takes a text from a file as text, whatever it contains', async () => {
    const hostile = `</text><script>alert(1)</script><img src=x onerror=alert(1)>\u0001"'`;
    const {shown} = await saved(element('p', {title: hostile}, hostile));
    expect(shown.querySelector('parsererror, script, img')).toBeNull();
    expect(texts(shown).join('')).toContain('<script>');
  });

  test('becomes a PNG with two dots for each of its pixels, white at its edge', async () => {
    const {svg} = await saved(bars);
    const bitmap = await createImageBitmap(await pngFile(svg, 2));
    expect([bitmap.width, bitmap.height]).toEqual([
      svg.viewBox.baseVal.width * 2,
      svg.viewBox.baseVal.height * 2,
    ]);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const {data} = context.getImageData(0, 0, bitmap.width, bitmap.height);
    expect([...data.slice(0, 4)]).toEqual([255, 255, 255, 255]);
    const colors = new Set(new Uint32Array(data.buffer));
    expect(colors.size).toBeGreaterThan(20);
  });
});
