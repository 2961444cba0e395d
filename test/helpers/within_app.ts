import {mount, unmount, type Component} from 'svelte';
import {afterEach} from 'vitest';
import {provideApp, type App} from '../../src/app/context';

let mounted: object | null = null;
afterEach(async () => {
  if (mounted) await unmount(mounted);
  mounted = null;
  document.body.replaceChildren();
});

/** Draws on the page, within an app that has these parts, until the test has ended. */
export function withinApp(app: object, draw: (anchor: Parameters<Component>[0]) => void): void {
  const Host: Component = (anchor) => {
    provideApp(app as App);
    draw(anchor);
    return {};
  };
  mounted = mount(Host, {target: document.body});
}
