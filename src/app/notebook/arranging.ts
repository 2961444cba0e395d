import {tick} from 'svelte';
import type {Cell} from '../../notebook/document';
import {addCell, duplicateCell, foldCell, moveCell, removeCell} from '../../notebook/edits';
import type {App} from '../context';

/** Puts the focus on a cell once it is on the page. */
export async function focusCell(id: string): Promise<void> {
  await tick();
  const cell = document.getElementById(id);
  cell?.focus({preventScroll: true});
  cell?.scrollIntoView({block: 'nearest'});
}

/** What can be done to a cell as a whole; each leaves the focus where the reader goes on. */
export function arranging({desk, document: open}: Pick<App, 'desk' | 'document'>) {
  const cells = () => open.notebook?.cells ?? [];
  const place = (id: string) => cells().findIndex((cell) => cell.id === id);

  /** Carries out what moves elements about, which takes the focus from them, and gives it back. */
  async function keepFocus(id: string, edit: () => void): Promise<void> {
    const held = document.activeElement as HTMLElement | null;
    edit();
    await tick();
    const cell = document.getElementById(id);
    if (held?.isConnected && cell?.contains(held)) held.focus({preventScroll: true});
    else cell?.focus({preventScroll: true});
    cell?.scrollIntoView({block: 'nearest'});
  }

  return {
    insert(cell: Cell, at: number): void {
      open.edit(addCell(cell, at));
      void focusCell(cell.id);
    },
    move(id: string, to: number): void {
      void keepFocus(id, () => open.edit(moveCell(id, to), `${id}.place`));
    },
    moveBy(id: string, steps: number): void {
      this.move(id, Math.max(0, place(id) + steps));
    },
    fold(id: string, folded: boolean): void {
      void keepFocus(id, () => open.edit(foldCell(id, folded)));
    },
    duplicate(id: string): void {
      const copy = crypto.randomUUID();
      open.edit(duplicateCell(id, copy));
      void focusCell(copy);
    },
    remove(id: string): void {
      const at = place(id);
      const next = cells()[at + 1] ?? cells()[at - 1];
      open.edit(removeCell(id));
      desk.tell({en: 'Cell removed.', de: 'Zelle entfernt.'}, open.notebook);
      if (next) void focusCell(next.id);
      else void tick().then(() => document.querySelector<HTMLElement>('.between button')?.focus());
    },
    /** Puts the focus on the cell so many places on. */
    go(id: string, steps: number): void {
      const next = cells()[place(id) + steps];
      if (next) void focusCell(next.id);
    },
    async copyLink(id: string): Promise<void> {
      const address = new URL(location.href);
      address.hash = id;
      try {
        await navigator.clipboard.writeText(address.href);
        desk.tell({en: 'Link to this cell copied.', de: 'Link zu dieser Zelle kopiert.'});
      } catch {
        // The browser forbids it, or the reader did; the link can be copied from the address bar all the same.
        location.hash = id;
        desk.tell({
          en: 'The browser does not allow copying here. The link is in the address bar now.',
          de: 'Der Browser lässt hier kein Kopieren zu. Der Link steht jetzt in der Adresszeile.',
        });
      }
    },
  };
}
