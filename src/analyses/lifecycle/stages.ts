import type {Text} from '../../text/language';

/** The stages of L1, in the order of a customer's life. Who is in which stands in customers.sql and stage_at.ts. */
export const stages = {
  lead: {en: 'Leads', de: 'Interessenten'},
  first_time: {en: 'First-time buyers', de: 'Erstkäufer'},
  active: {en: 'Active repeat buyers', de: 'Aktive Wiederkäufer'},
  reactivated: {en: 'Reactivated', de: 'Zurückgewonnene'},
  defecting: {en: 'Slipping away', de: 'Abwandernde'},
  inactive: {en: 'Inactive', de: 'Inaktive'},
} as const satisfies Readonly<Record<string, Text>>;

export type Stage = keyof typeof stages;

export interface Group {
  readonly name: Text;
  readonly family: string;
  readonly stages: readonly Stage[];
}

/** One way to cut the stages into groups; `column` names the group of each customer in the list of customers. */
export interface Preset {
  readonly column: string;
  readonly groups: Readonly<Record<string, Group>>;
}

/** L3: the same stages under other names. What groups hold which stages stands in customers.sql as well. */
export const presets = {
  stages: {
    column: 'stage',
    groups: {
      lead: {name: stages.lead, family: 'rest', stages: ['lead']},
      first_time: {name: stages.first_time, family: 'rising', stages: ['first_time']},
      active: {name: stages.active, family: 'best', stages: ['active']},
      reactivated: {name: stages.reactivated, family: 'best', stages: ['reactivated']},
      defecting: {name: stages.defecting, family: 'risk', stages: ['defecting']},
      inactive: {name: stages.inactive, family: 'rest', stages: ['inactive']},
    },
  },
  three: {
    column: 'three_phases',
    groups: {
      before: {name: {en: 'Before the purchase', de: 'Vor dem Kauf'}, family: 'rest', stages: ['lead']},
      after: {
        name: {en: 'After the purchase', de: 'Nach dem Kauf'},
        family: 'best',
        stages: ['first_time', 'active', 'reactivated'],
      },
      at_risk: {name: {en: 'At risk', de: 'Gefährdet'}, family: 'risk', stages: ['defecting', 'inactive']},
    },
  },
  four: {
    column: 'four_classes',
    groups: {
      prospect: {name: {en: 'Prospects', de: 'Interessenten'}, family: 'rest', stages: ['lead']},
      new: {name: {en: 'New customers', de: 'Neukunden'}, family: 'rising', stages: ['first_time']},
      existing: {
        name: {en: 'Existing customers', de: 'Bestandskunden'},
        family: 'best',
        stages: ['active', 'reactivated', 'defecting'],
      },
      inactive: {name: {en: 'Inactive', de: 'Inaktive'}, family: 'rest', stages: ['inactive']},
    },
  },
  five: {
    column: 'five_phases',
    groups: {
      acquisition: {name: {en: 'Acquisition', de: 'Akquise'}, family: 'rest', stages: ['lead']},
      conversion: {name: {en: 'Conversion', de: 'Erstkauf'}, family: 'rising', stages: ['first_time']},
      growth: {name: {en: 'Growth', de: 'Ausbau'}, family: 'best', stages: ['active', 'reactivated']},
      retention: {name: {en: 'Retention', de: 'Bindung'}, family: 'risk', stages: ['defecting']},
      win_back: {name: {en: 'Win-back', de: 'Rückgewinnung'}, family: 'rest', stages: ['inactive']},
    },
  },
} as const satisfies Readonly<Record<string, Preset>>;

/** The passive bands of L7 by days since the last purchase, with the published share of all contacts. */
export const bands = {
  from_3: {name: {en: '3–12 months', de: '3–12 Monate'}, from: 90, before: 365, published: 0.32},
  from_12: {name: {en: '12–24 months', de: '12–24 Monate'}, from: 365, before: 730, published: 0.22},
  over_24: {
    name: {en: '24 months and more', de: '24 Monate und länger'},
    from: 730,
    before: Infinity,
    published: 0.15,
  },
} as const satisfies Readonly<Record<string, {name: Text; from: number; before: number; published: number}>>;

export type Band = keyof typeof bands;
