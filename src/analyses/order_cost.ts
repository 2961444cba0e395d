import {number} from '../model/fields';

/** What every order costs beside its goods: part of the contribution margin (PRODUCT §1). */
export const orderCost = number({
  label: {en: 'Variable cost per order', de: 'Variable Kosten je Bestellung'},
  initial: 0,
  unit: 'money',
  min: 0,
  max: 10_000,
  step: 0.5,
  more: true,
});
