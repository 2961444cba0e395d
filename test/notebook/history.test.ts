import fc from 'fast-check';
import {expect, test} from 'vitest';
import {change, moveCell, removeCell, setNote} from '../../src/notebook/edits';
import {serialise} from '../../src/notebook/codec';
import {applyEdit, jump, redo, startHistory, undo} from '../../src/notebook/history';
import {checkUp} from '../../src/notebook/templates';
import {anyEdit} from '../helpers/documents';

test('any series of 200 edits can be taken back to the first document and made again', () => {
  const first = checkUp('Shop', 'dataset-1');
  fc.assert(
    fc.property(fc.array(anyEdit, {minLength: 200, maxLength: 200}), (edits) => {
      let history = edits.reduce((before, next) => applyEdit(before, next), startHistory(first));
      const last = serialise(history.present);
      for (let back = undo(history); back; back = undo(history)) history = back;
      expect(serialise(history.present)).toBe(serialise(first));
      for (let forth = redo(history); forth; forth = redo(history)) history = forth;
      expect(serialise(history.present)).toBe(last);
    }),
    {numRuns: 50, seed: 13},
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
  expect(applyEdit(history, moveCell('overview', 0))).toBe(history);
  expect(applyEdit(history, moveCell('gone', 3))).toBe(history);
});

test('a jump goes so many steps back and forth, each with its name', () => {
  let history = startHistory(checkUp('Shop', 'dataset-1'));
  for (const title of ['A', 'B', 'C']) history = applyEdit(history, change({title}));
  const back = jump(history, -2);
  expect(back.present.title).toBe('A');
  expect(back.future.map(({notebook}) => notebook.title)).toEqual(['B', 'C']);
  expect(back.past.map(({title}) => title.en)).toEqual(['Name of the notebook']);
  expect(jump(back, 9).present.title).toBe('C');
});

test('a step knows which cell it was about, undone and made again too', () => {
  const first = checkUp('Shop', 'dataset-1');
  const edits = [moveCell('rfm', 0), setNote('churn', 'hm'), removeCell('value'), change({title: 'New'})];
  const history = edits.reduce((before, next) => applyEdit(before, next), startHistory(first));
  const undone = jump(history, -3);
  expect(undone.past.map(({cell}) => cell)).toEqual(['rfm']);
  expect(undone.future.map(({cell}) => cell)).toEqual(['churn', 'value', undefined]);
  expect(jump(undone, 3).past.map(({cell}) => cell)).toEqual(['rfm', 'churn', 'value', undefined]);
});
