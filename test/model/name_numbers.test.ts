import {expect, test} from 'vitest';
import {isOfNames} from '../../src/model/name_numbers';

const values = Float64Array.of(100_123, 20_456);

test.each([
  'customer',
  'customer_id',
  'customerId',
  'id',
  'order_key',
  'max(customer_id)',
  'Kundennummer',
  'kundennr',
  'order_no',
  'article number',
  'PLZ',
  'EAN',
])('numbers under %s name something', (column) => {
  expect(isOfNames(column, values)).toBe(true);
});

test.each([
  'customers',
  'count(customer_id)',
  'count_star()',
  'sum(order_key)',
  'orders',
  'number',
  'number_of_orders',
  'revenue',
  'paid',
  'piano',
  'valid',
  'year',
  'revenue_last_year',
])('numbers under %s say how much', (column) => {
  expect(isOfNames(column, values)).toBe(false);
});

test('years are told by name and values, or by values alone where there are several', () => {
  const years = Float64Array.of(2023, 2024, NaN, 2025);
  for (const column of ['year', 'Jahr', 'kaufjahr', 'j', "date_part('year', first_on)", '"year"(first_on)'])
    expect(isOfNames(column, years), column).toBe(true);
  expect(isOfNames('year', Float64Array.of(2024))).toBe(true);
  expect(isOfNames('orders', Float64Array.of(2024))).toBe(false);
  expect(isOfNames('orders', Float64Array.of(2024, 2024))).toBe(false);
  expect(isOfNames('orders', Float64Array.of(2024, 1500))).toBe(false);
  expect(isOfNames('sum(year)', years)).toBe(false);
  expect(isOfNames('year', new Float64Array(0))).toBe(false);
});
