import {expect, test} from 'vitest';
import type {Audience} from '../../src/model/audience';
import {bearerOf, freeAudienceName} from '../../src/notebook/audience_names';

const named = (name: string): Audience => ({id: name, name, rule: {kind: 'all', of: []}});
const audiences = ['Regulars', 'Regulars (copy)', 'Ärzte', 'Ärzte 2'].map(named);

test('an audience has a name for itself, whichever letters of it are small', () => {
  expect(bearerOf(audiences, ' rEGULARS ')?.id).toBe('Regulars');
  expect(bearerOf(audiences, 'ärzte')?.id).toBe('Ärzte');
  expect(bearerOf(audiences, 'Regular')).toBeUndefined();
});

test('a name that is proposed is free: the wish itself, or with the next number', () => {
  expect(freeAudienceName(audiences, 'Regulars abroad')).toBe('Regulars abroad');
  expect(freeAudienceName(audiences, 'Regulars (copy)')).toBe('Regulars (copy) 2');
  expect(freeAudienceName(audiences, 'ÄRZTE')).toBe('ÄRZTE 3');
});
