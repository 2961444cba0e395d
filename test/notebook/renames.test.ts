import {describe, expect, test} from 'vitest';
import type {Audience} from '../../src/model/audience';
import type {SqlCell, TextCell} from '../../src/notebook/document';
import {freshCell} from '../../src/notebook/edits';
import {applyEdit, startHistory, undo} from '../../src/notebook/history';
import {changeAudience, renameResult, renameSql} from '../../src/notebook/renames';
import {renamedTable} from '../../src/notebook/sql_tables';
import {newCell} from '../../src/notebook/templates';
import {holding} from '../helpers/holding';

describe('a table of another name is renamed in a statement that reads it', () => {
  test.each([
    ['select * from base', 'select * from best'],
    ['SELECT Base.x FROM BASE', 'SELECT best.x FROM best'],
    ['from base', 'from best'],
    ['select b.x from orders o, base b where b.x > 1', 'select b.x from orders o, best b where b.x > 1'],
    [
      'select 1 from orders left join "base" using (customer)',
      'select 1 from orders left join "best" using (customer)',
    ],
    [
      'select base.*, sum(base.revenue) from base group by base.x',
      'select best.*, sum(best.revenue) from best group by best.x',
    ],
    [
      'select * from (base join other on base.x = other.x)',
      'select * from (best join other on best.x = other.x)',
    ],
    [
      'with a as (select * from base) select * from a, base',
      'with a as (select * from best) select * from a, best',
    ],
    [
      'select 1 where exists (from base) or x in (select x from base)',
      'select 1 where exists (from best) or x in (select x from best)',
    ],
    ['summarize base', 'summarize best'],
    ['pivot base on country using sum(revenue)', 'pivot best on country using sum(revenue)'],
    ['select list(base.x) from range(1, 2), base', 'select list(best.x) from range(1, 2), best'],
    ['select * from base union all from base', 'select * from best union all from best'],
    ['from base as base select base.x', 'from best as base select base.x'],
  ])('%s', (sql, expected) => {
    expect(renamedTable(sql, 'base', 'best')).toBe(expected);
  });

  test.each([
    ["select 'from base' from orders"],
    ['select 1 -- from base\nfrom orders /* , base */'],
    ['select $base, base, x as base, t.base from orders t order by base'],
    ['select base from orders, (select base, base + 1 from lines where base > 1)'],
    ['select * from orders as base where base.x > 1'],
    ['select * from orders base where base.x > 1'],
    ['with base as (select 1 as x) select base.x from base'],
    ['with base(x) as materialized (select 1) from base'],
    ['select extract(year from base) from orders'],
    ['select * from base_2, rebase, base(1), base.orders'],
    ["select $$from base$$, e'it\\'s from base' from orders"],
    ["select 'open from base"],
    [''],
  ])('and nothing else: %s', (sql) => {
    expect(renamedTable(sql, 'base', 'best')).toBe(sql);
  });

  test('with quotation marks where its name needs them', () => {
    expect(renamedTable('select "Müde".x from "müde"', 'Müde', 'Sehr "müde"')).toBe(
      'select "Sehr ""müde""".x from "Sehr ""müde"""',
    );
    expect(renamedTable('from regulars', 'Regulars', 'Our regulars')).toBe('from "Our regulars"');
    expect(renamedTable('from regulars', 'Regulars', 'order')).toBe('from "order"');
  });
});

const sql = (name: string, text: string) =>
  freshCell<SqlCell>({kind: 'sql', id: `id-${name}`, name, sql: text, chart: null});
const audience = (id: string, name: string): Audience => ({
  id,
  name,
  rule: {kind: 'range', measure: 'purchases', from: 2, to: null},
});

test('texts and SQL follow the new name of an SQL cell, and one step takes all of it back', () => {
  const before = holding(
    sql('base', 'select 1 as base'),
    sql('last', 'select base.base from base'),
    freshCell<TextCell>({
      kind: 'text',
      id: 't',
      text: '{{ base.base }}, {{base}}, {{base_2.x}}, {{id-base.base}}',
    }),
  );
  const history = applyEdit(startHistory(before), renameSql('id-base', 'best'));
  const [base, last, text] = history.present.cells;
  expect(base).toMatchObject({name: 'best', sql: 'select 1 as base'});
  expect(last).toMatchObject({sql: 'select best.base from best'});
  expect(text).toMatchObject({text: '{{best.base}}, {{best}}, {{base_2.x}}, {{id-base.base}}'});
  expect(undo(history)!.present).toBe(before);
});

test('SQL follows the new name of an audience that it can name', () => {
  const before = {
    ...holding(sql('base', 'select 1'), sql('last', 'select * from "gute kunden", base')),
    audiences: [audience('a', 'Gute Kunden'), audience('b', 'base'), audience('c', 'gute Kunden')],
  };
  const says = (changed: Audience) => {
    const cell = changeAudience(changed).apply(before).cells[1];
    return cell?.kind === 'sql' && cell.sql;
  };
  expect(says(audience('a', 'Beste'))).toBe('select * from "Beste", base');
  expect(says(audience('new', 'Neue'))).toBe('select * from "gute kunden", base');
  // Another audience, or the cell, is what these names mean.
  expect(says(audience('b', 'andere'))).toBe('select * from "gute kunden", base');
  expect(says(audience('c', 'andere'))).toBe('select * from "gute kunden", base');
  // An audience that bears the name of a table cannot be read.
  expect(says(audience('a', 'orders'))).toBe('select * from "gute kunden", base');
});

test('SQL follows the new name of an analysis cell in all its tables, and in no other’s', () => {
  const before = holding(
    newCell('rfm', 'a'),
    newCell('rfm', 'b'),
    sql('last', 'select rfm_cells.r, x.rfm_segments from rfm_cells, rfm_segments x, rfm_2_cells, rfm_base'),
  );
  const history = applyEdit(startHistory(before), renameResult('a', 'value_of'));
  expect(history.present.cells).toMatchObject([
    {name: 'value_of'},
    {name: 'rfm_2'},
    {
      sql: 'select value_of_cells.r, x.rfm_segments from value_of_cells, value_of_segments x, rfm_2_cells, rfm_base',
    },
  ]);
  expect(undo(history)!.present).toBe(before);
});
