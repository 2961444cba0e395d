import type {Text} from '../text/language';

/** One way in which cells of a column are written. */
export interface WrittenAs {
  /** `dd.mm.yyyy`, `serial`, `1.234,5`; `unreadable` for cells that give no value. */
  readonly form: string;
  readonly cells: number;
  readonly examples: readonly string[];
}

/** How sure the reading of a column of days or amounts is, over all its cells. */
export interface Verdict {
  readonly field: string;
  /**
   * `decided`: the cells, or what is known of the layout, leave one reading. `ambiguous`: all fit two readings, and the
   * user decides. `mixed`: they are written in several ways that contradict each other or differ in kind.
   */
  readonly kind: 'decided' | 'ambiguous' | 'mixed';
  /** Who decided between two readings; `cells` also where there was only one. */
  readonly by: 'cells' | 'layout' | 'answer' | null;
  /** Filled cells. */
  readonly cells: number;
  /** Filled cells that the other reading fits as well. */
  readonly either: number;
  /** The ways of writing, the most frequent first. */
  readonly forms: readonly WrittenAs[];
  readonly evidence: Text;
  /** Times only: cells of a sample that say which zone they are in, by a sign behind them or the header, and those in UTC. */
  readonly zoned?: {
    readonly cells: number;
    readonly utc: number;
    /** Nobody has said where the shop is: the times are taken as they stand. */
    readonly asTheyStand?: true;
  };
}

/** The evidence for the order of day and month. */
export function orderEvidence(cells: number, either: number, dayFirst: boolean): Text {
  return dayFirst
    ? {
        en: `${either} of ${cells} dates could also be month first.`,
        de: `${either} von ${cells} Daten könnten auch mit dem Monat beginnen.`,
      }
    : {
        en: `${either} of ${cells} dates could also be day first.`,
        de: `${either} von ${cells} Daten könnten auch mit dem Tag beginnen.`,
      };
}

/** The evidence for the decimal mark. */
export function markEvidence(cells: number, either: number): Text {
  return {
    en: `In ${either} of ${cells} amounts the mark could separate thousands or decimals.`,
    de: `In ${either} von ${cells} Beträgen könnte das Zeichen Tausender oder Dezimalen trennen.`,
  };
}

/** The evidence that a column is written in one way or in several. */
export function formsEvidence(cells: number, forms: readonly WrittenAs[]): Text {
  const list = forms.map(({form, cells: of}) => `${of} × ${form}`).join(', ');
  return forms.length === 1
    ? {
        en: `All ${cells} cells are written as ${forms[0]!.form}.`,
        de: `Alle ${cells} Zellen sind geschrieben wie ${forms[0]!.form}.`,
      }
    : {
        en: `${cells} cells, written in several ways: ${list}.`,
        de: `${cells} Zellen, verschieden geschrieben: ${list}.`,
      };
}
