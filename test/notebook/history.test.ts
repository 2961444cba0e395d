import fc from 'fast-check';
import {expect, test} from 'vitest';
import {addCell, change, moveCell, removeCell, setNote, setParam, type Edit} from '../../src/notebook/edits';
import {applyEdit, redo, startHistory, undo} from '../../src/notebook/history';
import {checkUp, newCell} from '../../src/notebook/templates';

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.string().map((title) => change({title})),
  fc.integer({min: 0, max: 20_000}).map((asOf) => change({asOf})),
  fc.constantFrom('overview', 'rfm', 'gone').chain((cell) =>
    fc.oneof(
      fc.string().map((note) => setNote(cell, note)),
      fc.string().map((value) => setParam(cell, 'grain', value)),
      fc.constantFrom<-1 | 1>(-1, 1).map((by) => moveCell(cell, by)),
      fc.constant(removeCell(cell)),
    ),
  ),
  fc.uuid().map((id) => addCell(newCell('rfm', id))),
);

test('any series of edits can be taken back to the first document and made again', () => {
  const first = checkUp('Shop', 'dataset-1');
  fc.assert(
    fc.property(fc.array(edit, {maxLength: 200}), (edits) => {
      let history = edits.reduce((before, next) => applyEdit(before, next), startHistory(first));
      const last = JSON.stringify(history.present);
      for (let back = undo(history); back; back = undo(history)) history = back;
      expect(JSON.stringify(history.present)).toBe(JSON.stringify(first));
      for (let forth = redo(history); forth; forth = redo(history)) history = forth;
      expect(JSON.stringify(history.present)).toBe(last);
    }),
    {numRuns: 100, seed: 13},
  );
});

test('typing in one field is one step, and another field begins the next', () => {
  let history = startHistory(checkUp('Shop', 'dataset-1'));
  for (const title of ['N', 'Ne', 'Neu']) history = applyEdit(history, change({title}), 'title');
  history = applyEdit(history, setNote('rfm', 'hm'), 'rfm.note');
  expect(history.past).toHaveLength(2);
  expect(undo(undo(history)!)!.present.title).toBe('Shop');
});

test('an edit that changes nothing is no step', () => {
  const history = startHistory(checkUp('Shop', 'dataset-1'));
  expect(applyEdit(history, moveCell('overview', -1))).toBe(history);
});
