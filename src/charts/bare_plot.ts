import {plot, type Plot, type PlotOptions} from '@observablehq/plot';
import {axisSize} from './theme';

/** A plot in the looks that all pictures share; the page's own style sheet does the rest. */
export function barePlot(options: PlotOptions): SVGSVGElement & Plot {
  const picture = plot({
    ...options,
    style: {background: 'transparent', fontSize: `${axisSize}px`, overflow: 'visible'},
  });
  // The page's policy allows no inline style sheet; app.css says the same.
  picture.querySelector('style')?.remove();
  return picture as SVGSVGElement & Plot;
}
