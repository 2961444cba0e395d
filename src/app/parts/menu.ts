/** One line of a menu. */
export interface MenuItem {
  readonly title: string;
  /** The keys that do the same, as they are written on screen. */
  readonly keys?: string | undefined;
  readonly off?: boolean | undefined;
  /** Defined where the line is a choice or a switch. */
  readonly checked?: boolean | undefined;
  act(): void;
}

/** Lines that belong together; between groups stands a rule. */
export interface MenuGroup {
  readonly title?: string;
  readonly items: readonly MenuItem[];
}
