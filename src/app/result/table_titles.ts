import type {Text} from '../../text/language';

/**
 * Tables that a picture or a sentence is made of, by analysis, in the order of their weight. What is not named here is a
 * working table: rows that only statistics are computed from.
 */
export const tableTitles: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  overview: {
    periods: {en: 'By period', de: 'Nach Zeitraum'},
    summary: {en: 'In all', de: 'Insgesamt'},
  },
  churn: {
    thresholds: {en: 'Thresholds', de: 'Schwellen'},
    survival: {en: 'Without a second order, by day', de: 'Ohne zweite Bestellung, nach Tag'},
    chances: {en: 'Chance of an order after silence', de: 'Chance auf eine Bestellung nach Stille'},
    drift: {en: 'By quarter', de: 'Nach Quartal'},
    members: {en: 'By part of the shop', de: 'Nach Teil des Shops'},
    positions: {en: 'Where the customers stand today', de: 'Wo die Kunden heute stehen'},
  },
  cohorts: {
    cells: {en: 'Cohorts by period', de: 'Kohorten nach Zeitraum'},
    averages: {en: 'All cohorts by period', de: 'Alle Kohorten nach Zeitraum'},
    cohorts: {en: 'Cohorts', de: 'Kohorten'},
    pairs: {en: 'Two cohorts compared', de: 'Zwei Kohorten im Vergleich'},
    costs: {en: 'Cost of goods', de: 'Wareneinsatz'},
  },
  rfm: {
    segments: {en: 'Segments', de: 'Segmente'},
    cells: {en: 'Recency by frequency', de: 'Recency nach Frequency'},
    limits: {en: 'Limits of the scores', de: 'Grenzen der Punkte'},
  },
  movement: {moves: {en: 'From segment to segment', de: 'Von Segment zu Segment'}},
  calibration: {
    segments: {en: 'By segment', de: 'Nach Segment'},
    scores: {en: 'By score', de: 'Nach Punkten'},
  },
  concentration: {
    curve: {en: 'Share of the revenue', de: 'Anteil am Umsatz'},
    tiers: {en: 'Buyer status', de: 'Käuferstatus'},
  },
  engagement: {cells: {en: 'Engagement by segment', de: 'Engagement nach Segment'}},
  value: {
    deciles: {en: 'Tenths of the customers', de: 'Zehntel der Kunden'},
    groups: {en: 'By the first order', de: 'Nach der ersten Bestellung'},
    calibration: {en: 'Tested on the past', de: 'An der Vergangenheit geprüft'},
    parameters: {en: 'Parameters of the model', de: 'Parameter des Modells'},
  },
  projection: {
    months: {en: 'Months to come', de: 'Kommende Monate'},
    past: {en: 'Past months', de: 'Vergangene Monate'},
    models: {en: 'Models compared', de: 'Modelle im Vergleich'},
    silence: {en: 'By days of silence', de: 'Nach Tagen der Stille'},
    backtest: {en: 'Tests on past days', de: 'Prüfungen an vergangenen Tagen'},
    parameters: {en: 'Parameters of the models', de: 'Parameter der Modelle'},
  },
  lifecycle: {
    stages: {en: 'Stages', de: 'Stufen'},
    months: {en: 'By month', de: 'Nach Monat'},
    balance: {en: 'In and out', de: 'Zugang und Abgang'},
    bands: {en: 'Passive customers', de: 'Passive Kunden'},
    one_time: {en: 'One-time buyers', de: 'Einmalkäufer'},
    limits: {en: 'Limits of the stages', de: 'Grenzen der Stufen'},
  },
  signups: {
    curve: {en: 'From sign-up to order, by day', de: 'Von der Anmeldung zur Bestellung, nach Tag'},
    sources: {en: 'Sources', de: 'Quellen'},
    chances: {en: 'Chance after waiting', de: 'Chance nach Warten'},
    lead_stages: {en: 'Leads by stage', de: 'Interessenten nach Stufe'},
    outcomes: {en: 'All contacts', de: 'Alle Kontakte'},
  },
};
