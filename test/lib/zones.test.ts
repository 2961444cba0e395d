import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isZone, offsetsOf} from '../../src/lib/zones';

const at = (iso: string) => Date.parse(iso);

describe('the offsets of a zone', () => {
  test('change in Berlin on the last Sundays of March and October, at one o’clock UTC', () => {
    expect(offsetsOf('Europe/Berlin', at('2024-01-01T00:00Z'), at('2025-01-01T00:00Z'))).toEqual([
      {from: at('2024-01-01T00:00Z'), minutes: 60},
      {from: at('2024-03-31T01:00Z'), minutes: 120},
      {from: at('2024-10-27T01:00Z'), minutes: 60},
    ]);
  });

  test('never change in UTC, and may be other than whole hours', () => {
    const year = [at('2024-01-01T00:00Z'), at('2025-01-01T00:00Z')] as const;
    expect(offsetsOf('UTC', ...year)).toEqual([{from: year[0], minutes: 0}]);
    expect(offsetsOf('Asia/Kathmandu', ...year).map(({minutes}) => minutes)).toEqual([345]);
  });

  test('say at any moment what the clocks of the zone say', () => {
    const [from, to] = [at('2005-01-01T00:00Z'), at('2027-01-01T00:00Z')];
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'America/Sao_Paulo',
    ];
    const offsets = new Map(zones.map((zone) => [zone, offsetsOf(zone, from, to)]));
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({min: from, max: to}), (zone, moment) => {
        const {minutes} = offsets.get(zone)!.findLast((offset) => offset.from <= moment)!;
        const clock = new Date(moment + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
        expect(new Date(moment).toLocaleString('sv-SE', {timeZone: zone}).slice(0, 16)).toBe(clock);
      }),
      {numRuns: 500, seed: 3},
    );
  });

  test('exist for real zones only', () => {
    expect([isZone('Europe/Berlin'), isZone('UTC'), isZone('Mars/Olympus'), isZone('')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
