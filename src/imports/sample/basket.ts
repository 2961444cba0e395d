import type {Category, Product} from './catalogue';
import {product} from './catalogue';
import type {Day} from './calendar';
import {inGiftSeason, monthOf} from './calendar';
import type {Drink, Newcomer} from './newcomers';
import type {Random, Weights} from './random';
import {chance, poisson, weighted, whole} from './random';

export interface Item {
  product: Product;
  quantity: number;
}

/** What the shop could know of a customer when the next basket is filled. */
export interface Memory {
  favourite: Product;
  owned: Set<string>;
}

const drinks: Record<Drink, Weights<string>> = {
  espresso: {
    'ESP-LIN-250': 20,
    'ESP-LIN-1000': 27,
    'ESP-NER-1000': 13,
    'ESP-BAR-1000': 17,
    'ESP-SID-500': 15,
    'ESP-DEC-250': 8,
  },
  filter: {
    'FIL-HAU-500': 30,
    'FIL-HAU-1000': 17,
    'FIL-YIR-250': 18,
    'FIL-HUI-250': 15,
    'FIL-ANT-250': 13,
    'FIL-DEC-250': 7,
  },
  tea: {
    'TEE-DAR-100': 20,
    'TEE-ASS-100': 16,
    'TEE-EAR-100': 17,
    'TEE-SEN-100': 14,
    'TEE-CHA-150': 10,
    'TEE-ROO-100': 11,
    'TEE-MIN-080': 12,
  },
};

const trials: Record<Drink, string> = {espresso: 'PRO-ESP', filter: 'PRO-FIL', tea: 'PRO-TEE'};

const companions: Record<Drink, Weights<string>> = {
  espresso: {
    'SUE-CAN': 24,
    'SUE-MAN': 14,
    'SUE-ZAR': 14,
    'ZUB-ENT': 12,
    'ZUB-TAS': 6,
    'ZUB-KAE': 4,
    'ZUB-DOS': 6,
    'ESP-DEC-250': 10,
    'ESP-LIN-250': 10,
  },
  filter: {
    'ZUB-PAP': 30,
    'SUE-ZAR': 14,
    'SUE-CAN': 10,
    'ZUB-FIL': 7,
    'ZUB-DOS': 6,
    'FIL-YIR-250': 13,
    'FIL-HUI-250': 10,
    'FIL-ANT-250': 10,
  },
  tea: {
    'SUE-KAN': 17,
    'SUE-HON': 17,
    'ZUB-SIE': 9,
    'SUE-ZAR': 7,
    'TEE-ROO-100': 14,
    'TEE-MIN-080': 14,
    'TEE-EAR-100': 12,
    'TEE-CHA-150': 10,
  },
};

const gear: Record<Drink, Weights<string>> = {
  espresso: {
    'GER-MUE': 34,
    'GER-HAN': 26,
    'GER-SIE': 9,
    'ZUB-TAS': 20,
    'ZUB-KAE': 11,
  },
  filter: {
    'GER-FRE': 34,
    'GER-HAN': 18,
    'GER-WAS': 16,
    'ZUB-FIL': 32,
  },
  tea: {
    'GER-KAN': 52,
    'GER-WAS': 14,
    'ZUB-SIE': 34,
  },
};

const extraUnits: Record<Category, number> = {
  Espresso: 0.95,
  Filterkaffee: 1,
  Tee: 1,
  Probierpakete: 0.12,
  Geschenke: 0.6,
  Süßes: 0.35,
  Zubehör: 0.08,
  Geräte: 0,
};

export function firstBasket(who: Newcomer, random: Random): Item[] {
  const on = who.day;
  switch (who.entry) {
    case 'drink':
      return around(product(weighted(random, drinks[who.drink])), who, on, 1, random);
    case 'trial':
      return around(product(trials[who.drink]), who, on, 0.6, random);
    case 'gift':
      return around(gift(who.drink, on, random), who, on, 0.4, random);
    case 'gear':
      return around(product(weighted(random, gear[who.drink])), who, on, 0.8, random);
  }
}

/** `appetite` is 1 as a rule and lower in the last basket before somebody leaves. */
export function nextBasket(
  who: Newcomer,
  memory: Memory,
  nth: number,
  on: Day,
  appetite: number,
  random: Random,
): Item[] {
  if (who.yearly) return around(gift(who.drink, on, random), who, on, 0.5, random);
  if (!chance(random, 0.68) || memory.favourite.lasts === 0 || memory.favourite.category === 'Probierpakete')
    memory.favourite = product(weighted(random, drinks[who.drink]));
  const items = around(memory.favourite, who, on, appetite, random);
  const upgrade = nth <= 5 ? upgradeFor(who.drink, memory, random) : undefined;
  if (upgrade) items.push({product: upgrade, quantity: 1});
  if (inGiftSeason(on) && chance(random, 0.16)) items.push(item(gift(who.drink, on, random), who, 1, random));
  return items;
}

/** Who has bought whole beans twice starts to think of a grinder. */
function upgradeFor(drink: Drink, {owned}: Memory, random: Random): Product | undefined {
  if (drink === 'tea') return owned.has('GER-KAN') || !chance(random, 0.03) ? undefined : product('GER-KAN');
  const grinds = owned.has('GER-MUE') || owned.has('GER-HAN');
  if (!grinds && chance(random, 0.065)) return product(chance(random, 0.4) ? 'GER-MUE' : 'GER-HAN');
  if (drink === 'espresso' && !owned.has('GER-SIE') && chance(random, 0.006)) return product('GER-SIE');
  return undefined;
}

function around(main: Product, who: Newcomer, on: Day, appetite: number, random: Random): Item[] {
  const items = [item(main, who, appetite, random)];
  const choice = monthOf(on) >= 10 && who.drink === 'tea' ? winterCompanions : companions[who.drink];
  for (let sides = poisson(random, 0.95 * appetite * who.purse); sides > 0; sides--) {
    const side = product(weighted(random, choice));
    if (!items.some((present) => present.product === side)) items.push(item(side, who, appetite, random));
  }
  return items;
}

const winterCompanions: Weights<string> = {...companions.tea, 'TEE-APF-150': 30};

function item(of: Product, who: Newcomer, appetite: number, random: Random): Item {
  const office = of.category === 'Geschenke' && chance(random, 0.015);
  const quantity = office
    ? whole(random, 5, 14)
    : 1 + poisson(random, extraUnits[of.category] * smallness(of) * appetite * who.purse);
  return {product: of, quantity};
}

/** Three small bags are a usual order, three large ones are not. */
const smallness = ({price}: Product): number => (price >= 1900 ? 0.4 : price >= 1000 ? 0.75 : 1.15);

function gift(drink: Drink, on: Day, random: Random): Product {
  const month = monthOf(on);
  const sku = weighted(random, {
    'GES-KAF': drink === 'tea' ? 6 : 44,
    'GES-TEE': drink === 'tea' ? 44 : 10,
    'GES-KOR': 16,
    'GES-WEI': month >= 11 ? 22 : 0,
    'GES-ADV': month === 10 || month === 11 ? 20 : 0,
  });
  return product(sku);
}
