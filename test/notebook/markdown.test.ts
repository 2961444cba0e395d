import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseMarkdown, type Block, type Inline} from '../../src/notebook/markdown';

const line = (text: string): readonly Inline[] => {
  const [block] = parseMarkdown(text);
  return block && 'of' in block ? (block.of as readonly Inline[]) : [];
};

test('a text becomes headings, paragraphs, lists, tables, code and quotations', () => {
  const text =
    '# One\n\ntwo **three**\n\n- [x] done\n- open\n\n3. c\n\n> said\n\n```\ncode\n```\n\n---\n\n|a|b|\n|-|-:|\n|1|2|';
  expect(parseMarkdown(text)).toEqual([
    {kind: 'heading', level: 1, of: [{kind: 'text', text: 'One'}]},
    {
      kind: 'paragraph',
      of: [
        {kind: 'text', text: 'two '},
        {kind: 'strong', of: [{kind: 'text', text: 'three'}]},
      ],
    },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      items: [
        {checked: true, of: [{kind: 'line', of: [{kind: 'text', text: 'done'}]}]},
        {checked: null, of: [{kind: 'line', of: [{kind: 'text', text: 'open'}]}]},
      ],
    },
    {
      kind: 'list',
      ordered: true,
      start: 3,
      items: [{checked: null, of: [{kind: 'line', of: [{kind: 'text', text: 'c'}]}]}],
    },
    {kind: 'quotation', of: [{kind: 'paragraph', of: [{kind: 'text', text: 'said'}]}]},
    {kind: 'code', text: 'code'},
    {kind: 'rule'},
    {
      kind: 'table',
      head: [
        {align: null, of: [{kind: 'text', text: 'a'}]},
        {align: 'right', of: [{kind: 'text', text: 'b'}]},
      ],
      rows: [
        [
          {align: null, of: [{kind: 'text', text: '1'}]},
          {align: 'right', of: [{kind: 'text', text: '2'}]},
        ],
      ],
    },
  ]);
});

test('a number of another cell is quoted where it stands, also inside of bold words', () => {
  expect(line('after **{{churn.threshold_low}}** or {{ target }} days, {{ not a quote }}')).toEqual([
    {kind: 'text', text: 'after '},
    {kind: 'strong', of: [{kind: 'quote', source: 'churn', fact: 'threshold_low'}]},
    {kind: 'text', text: ' or '},
    {kind: 'quote', source: 'target', fact: ''},
    {kind: 'text', text: ' days, {{ not a quote }}'},
  ]);
});

test('what looks like HTML is text', () => {
  expect(parseMarkdown('<script>alert(1)</script>')).toEqual([
    {kind: 'paragraph', of: [{kind: 'text', text: '<script>alert(1)</script>'}]},
  ]);
  expect(line('a <b onclick="x()">b</b> &lt;i&gt;')).toEqual([
    {kind: 'text', text: 'a '},
    {kind: 'text', text: '<b onclick="x()">'},
    {kind: 'text', text: 'b'},
    {kind: 'text', text: '</b>'},
    {kind: 'text', text: ' <i>'},
  ]);
});

describe('a link', () => {
  test.each(['https://example.org/a?b=c', 'http://example.org', 'mailto:info@example.org', '#churn'])(
    'leads to the web, a mail address or a cell: %s',
    (href) => {
      expect(line(`[there](${href})`)).toEqual([{kind: 'link', href, of: [{kind: 'text', text: 'there'}]}]);
    },
  );

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\u0000script:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    'blob:x',
    ' javascript:alert(1)',
  ])('of another kind is its words: %s', (href) => {
    const kinds = JSON.stringify(
      parseMarkdown(`[there](${href}) ![seen](${href}) <${href}>\n\n[there]: ${href}`),
    );
    expect(kinds).not.toContain('"kind":"link"');
  });
});

test('a picture is its words: nothing is fetched', () => {
  expect(line('![a cat](https://example.org/cat.png)')).toEqual([{kind: 'text', text: 'a cat'}]);
});

test('signs nested thousands deep are text', () => {
  expect(parseMarkdown('> '.repeat(20_000) + 'x')).toHaveLength(1);
});

const plainKinds = new Set(['text', 'code', 'strong', 'emphasis', 'struck', 'link', 'quote', 'break']);

function check(block: Block | Inline): void {
  for (const part of 'of' in block ? block.of : []) check(part);
  if (block.kind === 'link') expect(block.href).toMatch(/^(https?:|mailto:|#)/i);
  if ('text' in block) expect(typeof block.text).toBe('string');
  expect(
    plainKinds.has(block.kind) ||
      ['heading', 'paragraph', 'line', 'list', 'quotation', 'table', 'rule'].includes(block.kind),
  ).toBe(true);
}

test('any text has a tree, and no link in it leads elsewhere', () => {
  const pieces = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '*',
    '_',
    '`',
    '<',
    '>',
    '!',
    '{{',
    '}}',
    'javascript:',
    'http://',
    '\n',
    '- ',
    '> ',
    '|',
    '#',
    'a',
    '&',
    ';',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({unit: 'binary'}),
        fc.array(pieces).map((all) => all.join('')),
      ),
      (text) => {
        for (const block of parseMarkdown(text)) check(block);
        expect(Array.isArray(parseMarkdown(text))).toBe(true);
      },
    ),
    {numRuns: 500},
  );
});
