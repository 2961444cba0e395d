import {element} from './element';
import {createTip} from './tip';

/** What is said of a place in a picture, written when it is looked at; the first line is the heading. */
export type Words = () => readonly string[];

export interface Hit {
  /** Stretch of the picture from left to right, in its own pixels. */
  readonly from: number;
  readonly to: number;
  readonly lines: Words;
}

interface Manner {
  /** Where the arrow keys begin; the last where none is given. */
  readonly first?: number;
  /** Told which place is looked at, null for none. */
  point?(index: number | null): void;
}

const GAP = 10;
/** Places passed over by Page Up and Page Down. */
const LEAP = 10;

/**
 * Lays a row of places over a picture: pointing at one, or walking through them with the arrow keys, shows its exact numbers
 * and says them to a screen reader. They are the values of one slider, since a picture may have hundreds of them.
 */
export function withHits(
  picture: SVGSVGElement,
  hits: readonly Hit[],
  label: string,
  {first = hits.length - 1, point}: Manner = {},
): HTMLElement {
  picture.setAttribute('aria-hidden', 'true');
  const tip = createTip();
  const host = element('div', {class: 'picture'}, picture);
  if (hits.length === 0) return host;

  const width = picture.width.baseVal.value;
  const slider = element('input', {type: 'range', min: '0', 'aria-label': label});
  slider.max = String(hits.length - 1);
  const lit = element('div', {class: 'lit', hidden: ''});
  const row = element('div', {class: 'stops'}, lit, slider);
  let shown: number | null = null;

  function say(index: number): void {
    slider.value = String(index);
    slider.setAttribute('aria-valuetext', hits[index]!.lines().join(', '));
  }

  function show(index: number | null): void {
    if (index === shown) return;
    shown = index;
    lit.hidden = index === null;
    point?.(index);
    if (index === null) return tip.hide();
    const {from, to, lines} = hits[index]!;
    lit.style.left = `${from}px`;
    lit.style.width = `${to - from}px`;
    // Beside what it explains, on the side that has room.
    tip.show(lines(), ({width: own}) => ({
      left: Math.max(0, to + GAP + own <= width ? to + GAP : from - GAP - own),
      top: 0,
    }));
  }

  const focused = (): number | null => (document.activeElement === slider ? Number(slider.value) : null);
  // A finger drags along, so the place is found by where it is: a touched element keeps all events to itself.
  const underPointer = ({clientX}: MouseEvent): number | null => {
    const x = clientX - row.getBoundingClientRect().left;
    const index = hits.findIndex(({from, to}) => x >= from && x < to);
    return index < 0 ? null : index;
  };

  row.addEventListener('pointerdown', (event) => show(underPointer(event)));
  row.addEventListener('pointermove', (event) => show(underPointer(event)));
  row.addEventListener('pointerleave', () => show(focused()));
  row.addEventListener('click', (event) => {
    const index = underPointer(event);
    if (index === null) return;
    say(index);
    slider.focus({preventScroll: true});
  });
  slider.addEventListener('focus', () => show(focused()));
  slider.addEventListener('blur', () => show(null));
  slider.addEventListener('input', () => {
    say(Number(slider.value));
    show(focused());
  });
  slider.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return show(null);
    const at = Number(slider.value);
    const last = hits.length - 1;
    const to = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: Math.max(0, at - LEAP),
      PageDown: Math.min(last, at + LEAP),
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (!hits[to]) return;
    say(to);
    show(to);
  });
  say(first);
  host.append(row, tip.node);
  return host;
}
