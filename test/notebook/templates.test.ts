import {describe, expect, test} from 'vitest';
import {analyses, isAnalysisId} from '../../src/analyses';
import {parseNotebook, serialise} from '../../src/notebook/codec';
import {applyTemplate, setAudience} from '../../src/notebook/edits';
import {isFreeName} from '../../src/notebook/named';
import {fromTemplate, templates, type TemplateId} from '../../src/notebook/templates';
import {languages} from '../../src/text/language';

const all = Object.keys(templates) as TemplateId[];

describe.each(all.flatMap((id) => languages.map((language) => ({id, language}))))(
  'the template $id in $language',
  ({id, language}) => {
    const notebook = fromTemplate(id, language, 'Shop', 'dataset-1');
    const ids = notebook.cells.map((cell) => cell.id);

    test('is a whole document with names and ids that are its own', () => {
      expect(parseNotebook(serialise(notebook))).toEqual(notebook);
      expect(new Set(ids).size).toBe(ids.length);
      for (const cell of notebook.cells)
        if ('name' in cell) expect(isFreeName(notebook, cell.id, cell.name)).toBe(true);
    });

    test('refers only to parameters, facts and inputs that there are, above the cell that takes them', async () => {
      expect.hasAssertions();
      expect(ids.length > 0).toBe(id !== 'empty');
      for (const [at, cell] of notebook.cells.entries()) {
        if (cell.kind === 'analysis') {
          if (!isAnalysisId(cell.analysis)) throw new Error(cell.analysis);
          const {shape} = await analyses[cell.analysis].face();
          for (const [name, {cell: from, fact}] of Object.entries(cell.uses)) {
            expect(Object.keys(shape.fields)).toContain(name);
            expect(await offered(from, fact, at)).toBe(true);
          }
        }
        if (cell.kind === 'text')
          for (const [, quoted] of cell.text.matchAll(/\{\{(.*?)\}\}/g)) {
            const [from, fact = ''] = quoted!.split('.');
            const input = notebook.cells.find((other) => other.kind === 'input' && other.name === from);
            expect(await offered(input?.id ?? from!, fact, at)).toBe(true);
          }
      }
    });

    async function offered(from: string, fact: string, before: number): Promise<boolean> {
      const source = notebook.cells.slice(0, before).find((cell) => cell.id === from);
      if (source?.kind === 'input') return fact === '';
      if (source?.kind !== 'analysis' || !isAnalysisId(source.analysis)) return false;
      const {shape, texts} = await analyses[source.analysis].face();
      return fact in shape.facts && fact in texts.facts;
    }
  },
);

test('the words of a template are in the language of the moment', () => {
  const texts = (language: 'en' | 'de') =>
    fromTemplate('coaching', language, '', null).cells.flatMap((cell) =>
      cell.kind === 'text' ? [cell.text] : cell.kind === 'input' ? [cell.title] : [],
    );
  for (const [at, english] of texts('en').entries()) expect(texts('de')[at]).not.toBe(english);
});

test('a template takes the place of the cells and leaves data, filter and audiences', () => {
  const audience = {id: 'a', name: 'Regulars', rule: {kind: 'all' as const, of: []}};
  const before = setAudience(audience).apply({
    ...fromTemplate('check_up', 'en', 'Shop', 'dataset-1'),
    asOf: 20_000,
  });
  const {name, cells} = templates.coaching;
  const after = applyTemplate(name, cells('en'), true).apply(before);
  expect(after.cells).toEqual(cells('en'));
  expect({...after, cells: [], guided: false}).toEqual({...before, cells: []});
});
