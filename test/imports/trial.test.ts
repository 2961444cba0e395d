import {expect, test} from 'vitest';
import {valueOf} from '../../src/lib/outcome';
import type {Recipe} from '../../src/worker/api';
import {createShop, fileOf} from '../helpers/service';

const {service} = createShop();

async function trialOf(text: string, correct = (recipe: Recipe) => recipe) {
  const [inspected] = valueOf(await service.inspect(0, fileOf(text), () => undefined));
  const {file, preview} = inspected!;
  return valueOf(await service.trial(1, {file, recipe: correct(preview.recipe)}));
}

const text =
  'Bestellnummer;Bestelldatum;E-Mail;Gesamtbetrag\n' +
  '0012;05.01.2024;Anna@Example.com;1.234,50 €\n' +
  '0013;06.01.2024 10:30;ben@example.com;19,90 €\n' +
  '0014;31.02.2024;ben@example.com;frei\n';

test('the beginning of a file shows cells as they stand there and as they are read', async () => {
  const trial = await trialOf(text);
  expect(trial.rows).toBe(3);
  expect(trial.fields['order_id']).toMatchObject({reading: 'id', filled: 3});
  expect(trial.fields['ordered_at']!.samples).toEqual([
    {raw: '05.01.2024', read: '2024-01-05 00:00:00'},
    {raw: '06.01.2024 10:30', read: '2024-01-06 10:30:00'},
    {raw: '31.02.2024', read: null},
  ]);
  expect(trial.fields['email']!.samples[0]).toEqual({raw: 'Anna@Example.com', read: 'anna@example.com'});
  expect(trial.fields['total']!.samples).toEqual([
    {raw: '1.234,50 €', read: '1234.5000'},
    {raw: '19,90 €', read: '19.9000'},
    {raw: 'frei', read: null},
  ]);
  expect(trial.unreadable.map(({field, cells, examples}) => [field.de, cells, examples]).sort()).toEqual([
    ['Bestelldatum', 1, ['31.02.2024']],
    ['Bestellsumme', 1, ['frei']],
  ]);
});

test('a correction shows at once: another order of day and month is another day', async () => {
  const ambiguous = text.replaceAll(/(\d\d)\.(\d\d)\.2024/g, '$1/$2/2024').replace('31/02', '03/02');
  const read = async (order: 'day-first' | 'month-first') =>
    (await trialOf(ambiguous, (recipe) => ({...recipe, answers: {dates: {ordered_at: order}}}))).fields[
      'ordered_at'
    ]!.samples[0]!.read;
  expect(await read('day-first')).toBe('2024-01-05 00:00:00');
  expect(await read('month-first')).toBe('2024-05-01 00:00:00');
});

test('the words for a status are listed with their meaning, which can be changed', async () => {
  const text =
    'Bestellnummer;Bestelldatum;E-Mail;Gesamtbetrag;Bestellstatus\n' +
    '1;05.01.2024;a@example.com;10,00;Versendet\n2;06.01.2024;b@example.com;20,00;storniert\n3;07.01.2024;b@example.com;5,00;Versendet\n';
  expect((await trialOf(text)).statuses).toEqual([
    {word: 'Versendet', rows: 2, state: 'counts'},
    {word: 'storniert', rows: 1, state: 'cancelled'},
  ]);
  const own = await trialOf(text, (recipe) => ({...recipe, states: {Versendet: 'unpaid'}}));
  expect(own.statuses[0]).toEqual({word: 'Versendet', rows: 2, state: 'unpaid'});
});
