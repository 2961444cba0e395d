/** Colours of pictures in both themes, as custom properties that all pictures of a document share. */
export interface Colors {
  /** The name of the property that holds these two colours. */
  of(light: string, dark: string): string;
  readonly light: string;
  readonly dark: string;
}

export function createColors(): Colors {
  const names = new Map<string, string>();
  const rules = (theme: 0 | 1) =>
    [...names].map(([pair, name]) => `${name}:${pair.split(' ')[theme]}`).join(';');
  return {
    of(light, dark) {
      const pair = `${light} ${dark}`;
      const name = names.get(pair) ?? `--c${names.size}`;
      names.set(pair, name);
      return name;
    },
    get light() {
      return rules(0);
    },
    get dark() {
      return rules(1);
    },
  };
}

/** A picture whose colours follow the theme, from the same picture drawn in each. */
export function inBothThemes(light: Element, dark: Element, colors: Colors): void {
  for (const attribute of ['fill', 'stroke']) {
    const color = light.getAttribute(attribute);
    if (color?.startsWith('#'))
      light.setAttribute(attribute, `var(${colors.of(color, dark.getAttribute(attribute) ?? color)})`);
  }
  const others = dark.children;
  for (const [index, child] of [...light.children].entries()) {
    const other = others[index];
    if (other) inBothThemes(child, other, colors);
  }
}
