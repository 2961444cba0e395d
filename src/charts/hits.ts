import {element} from './element';

export interface Hit {
  /** Stretch of the picture from left to right, in its own pixels. */
  readonly from: number;
  readonly to: number;
  /** First line is the heading. */
  readonly lines: readonly string[];
}

/**
 * Lays a row of stops over a picture: pointing at one, or walking through them with the arrow keys, shows its exact
 * numbers and says them to a screen reader.
 */
export function withHits(picture: SVGSVGElement, hits: readonly Hit[], label: string): HTMLElement {
  const tip = element('div', {class: 'tip', role: 'presentation'});
  tip.hidden = true;
  const stops = hits.map(({from, to, lines}, index) => {
    const stop = element('button', {
      type: 'button',
      class: 'stop',
      'aria-label': lines.join(', '),
      tabindex: index === hits.length - 1 ? '0' : '-1',
    });
    stop.style.left = `${from}px`;
    stop.style.width = `${to - from}px`;
    const show = () => {
      tip.replaceChildren(
        element('strong', {}, lines[0] ?? ''),
        ...lines.slice(1).map((line) => element('span', {}, line)),
      );
      tip.hidden = false;
      const middle = (from + to) / 2;
      const half = tip.offsetWidth / 2;
      const right = picture.width.baseVal.value - half;
      tip.style.left = `${Math.max(half, Math.min(middle, right))}px`;
    };
    stop.addEventListener('pointerenter', show);
    stop.addEventListener('focus', show);
    stop.addEventListener('pointerleave', () => (tip.hidden = true));
    stop.addEventListener('blur', () => (tip.hidden = true));
    return stop;
  });
  const row = element('div', {class: 'stops', role: 'group', 'aria-label': label}, ...stops);
  row.addEventListener('keydown', (event) => {
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: stops.length - 1}[event.key];
    const next = to === undefined ? undefined : stops[to];
    if (!next) return;
    event.preventDefault();
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
  picture.setAttribute('aria-hidden', 'true');
  return element('div', {class: 'picture'}, picture, row, tip);
}
