import {element} from './element';

/** A note that floats over a picture; what it says is also the name of what it belongs to, so it is silent. */
export interface Tip {
  readonly node: HTMLElement;
  /** First line is the heading. `left` and `top` are asked once its size is known. */
  show(lines: readonly string[], place: (size: {width: number; height: number}) => Place): void;
  hide(): void;
}

interface Place {
  readonly left: number;
  readonly top: number;
}

export function createTip(): Tip {
  const node = element('div', {class: 'tip', 'aria-hidden': 'true'});
  node.hidden = true;
  return {
    node,
    show([heading = '', ...lines], place) {
      node.replaceChildren(element('strong', {}, heading), ...lines.map((line) => element('span', {}, line)));
      // From the left edge it takes the width that its text needs.
      node.style.left = '0';
      node.hidden = false;
      const {left, top} = place({width: node.offsetWidth, height: node.offsetHeight});
      node.style.left = `${left}px`;
      node.style.top = `${top}px`;
    },
    hide() {
      node.hidden = true;
    },
  };
}
