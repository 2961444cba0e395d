interface Dragging {
  /** The things in their order. */
  items(): readonly Element[];
  /** The gap that the pointer is nearest to, counted from above; null: nothing is dragged any more. */
  over(gap: number | null): void;
  drop(gap: number): void;
}

const NEAR_EDGE = 64;
const SLACK = 5;

/** Follows a pointer that was pressed on a handle until it is let go; Escape leaves all as it was. */
export function followDrag(pressed: PointerEvent, {items, over, drop}: Dragging): void {
  if (pressed.button !== 0) return;
  const handle = pressed.currentTarget as HTMLElement;
  let gap: number | null = null;
  let y = pressed.clientY;
  let frame = 0;

  const gapAt = () => {
    const middles = items().map((item) => {
      const {top, height} = item.getBoundingClientRect();
      return top + height / 2;
    });
    const below = middles.findIndex((middle) => y < middle);
    return below < 0 ? middles.length : below;
  };
  const follow = () => {
    const past = y < NEAR_EDGE ? y - NEAR_EDGE : Math.max(0, y - innerHeight + NEAR_EDGE);
    if (past !== 0) scrollBy(0, past / 4);
    gap = gapAt();
    over(gap);
    frame = requestAnimationFrame(follow);
  };
  const moved = (event: PointerEvent) => {
    y = event.clientY;
    if (frame !== 0 || Math.abs(y - pressed.clientY) < SLACK) return;
    follow();
  };
  const end = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    cancelAnimationFrame(frame);
    handle.removeEventListener('pointermove', moved);
    for (const name of ['pointerup', 'pointercancel']) handle.removeEventListener(name, end);
    removeEventListener('keydown', end, true);
    if (frame === 0) return;
    over(null);
    if (event.type === 'pointerup' && gap !== null) drop(gap);
  };
  handle.setPointerCapture(pressed.pointerId);
  handle.addEventListener('pointermove', moved);
  for (const name of ['pointerup', 'pointercancel']) handle.addEventListener(name, end);
  addEventListener('keydown', end, true);
}
