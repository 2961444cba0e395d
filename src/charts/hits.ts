import {element} from './element';
import {createTip} from './tip';

export interface Hit {
  /** Stretch of the picture from left to right, in its own pixels. */
  readonly from: number;
  readonly to: number;
  /** First line is the heading. */
  readonly lines: readonly string[];
}

interface Manner {
  /** The stop that the Tab key reaches; the last where none is given. */
  readonly first?: number;
  /** Told which stop is looked at, null for none. */
  point?(index: number | null): void;
}

const GAP = 10;
/** Stops passed over by Page Up and Page Down. */
const LEAP = 10;

/**
 * Lays a row of stops over a picture: pointing at one, or walking through them with the arrow keys, shows its exact
 * numbers and says them to a screen reader.
 */
export function withHits(
  picture: SVGSVGElement,
  hits: readonly Hit[],
  label: string,
  {first = hits.length - 1, point}: Manner = {},
): HTMLElement {
  const tip = createTip();
  const width = picture.width.baseVal.value;
  const stops = hits.map(({from, to, lines}, index) => {
    const stop = element('button', {
      type: 'button',
      class: 'stop',
      'aria-label': lines.join(', '),
      tabindex: index === first ? '0' : '-1',
    });
    stop.style.left = `${from}px`;
    stop.style.width = `${to - from}px`;
    return stop;
  });
  const row = element('div', {class: 'stops', role: 'group', 'aria-label': label}, ...stops);
  let shown: number | null = null;

  function show(index: number | null): void {
    if (index === shown) return;
    shown = index;
    for (const lit of row.querySelectorAll('.lit')) lit.classList.remove('lit');
    const hit = index === null ? undefined : hits[index];
    point?.(hit ? index : null);
    if (!hit || index === null) return tip.hide();
    stops[index]?.classList.add('lit');
    // Beside what it explains, on the side that has room.
    tip.show(hit.lines, ({width: own}) => ({
      left: Math.max(0, hit.to + GAP + own <= width ? hit.to + GAP : hit.from - GAP - own),
      top: 0,
    }));
  }

  const focused = (): number | null => {
    const index = stops.findIndex((stop) => stop === document.activeElement);
    return index < 0 ? null : index;
  };
  // A finger drags along, so the stop is found by its place: a touched element keeps all events to itself.
  const underPointer = ({clientX}: PointerEvent): number | null => {
    const x = clientX - row.getBoundingClientRect().left;
    const index = hits.findIndex(({from, to}) => x >= from && x < to);
    return index < 0 ? null : index;
  };

  row.addEventListener('pointerdown', (event) => show(underPointer(event)));
  row.addEventListener('pointermove', (event) => show(underPointer(event)));
  row.addEventListener('pointerleave', () => show(focused()));
  row.addEventListener('focusin', () => show(focused()));
  row.addEventListener('focusout', () => show(null));
  row.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return show(null);
    const at = focused();
    if (at === null) return;
    const last = stops.length - 1;
    const to = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: Math.max(0, at - LEAP),
      PageDown: Math.min(last, at + LEAP),
      Home: 0,
      End: last,
    }[event.key];
    const next = to === undefined ? undefined : stops[to];
    if (!next) return;
    event.preventDefault();
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
  picture.setAttribute('aria-hidden', 'true');
  return element('div', {class: 'picture'}, picture, row, tip.node);
}
