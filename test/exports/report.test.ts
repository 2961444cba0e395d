import {HtmlValidate} from 'html-validate';
import {describe, expect, test} from 'vitest';
import {html, type Markup} from '../../src/exports/markup';
import {markdown} from '../../src/exports/markdown';
import {reportFile, type Report} from '../../src/exports/report';
import {parseMarkdown} from '../../src/notebook/markdown';
import {hostile} from './hostile';

const picture: Markup & {width: number} = {
  ...html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img">
    <title>P</title>
    <text>1</text>
  </svg>`,
  width: 768,
};

/** A report with a text in every place that has one. */
const reportOf = (text: string): Report => ({
  language: 'de',
  title: text,
  facts: [text, text],
  parts: [
    {
      kind: 'text',
      title: text,
      note: text,
      body: markdown(parseMarkdown(`# ${text}\n\n- ${text}\n\n${text}`), () => text),
    },
    {
      kind: 'result',
      name: text,
      title: text,
      takeaways: [`${text} **${text}**`, text],
      picture,
      tables: [{title: text, columns: [{title: text, number: false}], rows: [[text]], more: text}],
      definition: [text],
      statement: text,
      note: text,
    },
  ],
  colophon: text,
  colors: {light: '--c0:#000000', dark: '--c0:#ffffff'},
  document: JSON.stringify({version: 2, title: text}),
});

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {'void-style': ['error', {style: 'selfclose'}], 'long-title': 'off'},
});

async function complaints(source: string): Promise<string[]> {
  const {results} = await validator.validateString(source);
  return results.flatMap(({messages}) =>
    messages.map(({ruleId, message, line}) => `${ruleId}: ${message} (${line})`),
  );
}

describe('a report', () => {
  test('is valid HTML without a script, an address or a handler', async () => {
    const source = await reportFile(reportOf('Tee & Co. <b>')).text();
    expect(await complaints(source)).toEqual([]);
    expect(source).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|src=|@import|url\((?!#)/i);
    expect(source).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  });

  test('stays valid and keeps every text whole, whatever the text contains', async () => {
    expect(new Set(hostile).size).toBe(40);
    for (const text of hostile) {
      const source = await reportFile(reportOf(text)).text();
      expect(await complaints(source)).toEqual([]);
      expect(source).not.toMatch(/<(script|img|iframe|object|embed|form|input|video|audio|base|link)/i);
    }
  });

  test('names the meaning of every number in a footnote that leads back', async () => {
    const source = await reportFile(reportOf('x')).text();
    expect(source).toMatch(/<a id="use-1" href="#definition-1">1<\/a>/);
    expect(source).toMatch(/<li id="definition-1">/);
  });
});
