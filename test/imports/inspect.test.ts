import {expect, test} from 'vitest';
import {inspect} from '../../src/imports/inspect';
import {fileOf} from '../helpers/service';

test('a file is looked at again as what the reader says it is', async () => {
  const list = fileOf('E-Mail;Anmeldedatum;Quelle;Betrag\na@example.com;05.01.2024;Messe;0\n');
  const asFound = await inspect(list);
  const asContacts = await inspect(list, {target: 'customers'});
  expect(asFound.recipe.target).toBe('orders');
  expect(asContacts.recipe).toMatchObject({
    target: 'customers',
    columns: {email: 'E-Mail', first_seen_on: 'Anmeldedatum', acquired_by: 'Quelle'},
  });
  expect(asContacts.required).toEqual([['customer_id', 'email']]);
});

test('a file is read in the characters that the reader chooses', async () => {
  // "ü" as Windows-1252 and as MacRoman wrote it.
  const file = new File(
    [
      Uint8Array.of(
        ...new TextEncoder().encode('name;email;date;total\nT'),
        0x9f,
        ...new TextEncoder().encode('te;a@example.com;2024-01-05;10\n'),
      ),
    ],
    'mac.csv',
  );
  expect((await inspect(file, {encoding: 'macintosh'})).rows[0]![0]).toBe('Tüte');
  expect((await inspect(file, {encoding: 'windows-1252'})).rows[0]![0]).toBe('TŸte');
});
