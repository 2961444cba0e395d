// Runs in the page before its own program: when things are painted, and how long the page thread was not free.
{
  const sights = {
    doors: () => document.querySelector('.doors h1'),
    ready: () => /engine ready|Rechenwerk bereit/.test(document.querySelector('.engine')?.textContent ?? ''),
    receipt: () => document.querySelector('section.receipt'),
    overview: () => document.querySelector('article[data-analysis=overview] .picture'),
    rfm: () => document.querySelector('article[data-analysis=rfm] .heat'),
  };
  const bench = (globalThis.bench = {painted: {}, chosen: null, frames: [], longTasks: [], change: null});

  const afterPaint = (done) =>
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });

  const waiting = new Set(Object.keys(sights));
  const look = (records) => {
    for (const name of waiting) {
      if (!sights[name]()) continue;
      waiting.delete(name);
      afterPaint((at) => (bench.painted[name] = at));
    }
    bench.change?.(records);
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['class'],
    attributeOldValue: true,
  });

  addEventListener(
    'change',
    (event) => {
      if (event.target.type === 'file') bench.chosen = performance.now();
      else bench.changed = performance.now();
    },
    {capture: true},
  );

  /**
   * From the next change event until the new picture of a cell is painted. Where the cell runs again, its picture is
   * first drawn anew from the old result; only a drawing from the new one counts, intervals that follow later do not.
   */
  bench.newPicture = (selector, runs) => {
    bench.changed = null;
    const cell = document.querySelector(selector);
    return new Promise((resolve) => {
      let ran = !runs;
      bench.change = (records) => {
        if (bench.changed === null) return;
        for (const {type, target, oldValue} of records) {
          if (!cell.contains(target)) continue;
          if (type === 'attributes' && target.matches('.result')) {
            ran ||= oldValue.includes('stale') && !target.matches('.stale');
          } else if (type === 'childList' && target.matches('.drawing') && ran) {
            bench.change = null;
            const from = bench.changed;
            afterPaint((to) => resolve({from, to}));
            return;
          }
        }
      };
    });
  };

  new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries()) bench.longTasks.push({startTime, duration});
  }).observe({type: 'longtask', buffered: true});

  let before = performance.now();
  const tick = (at) => {
    if (at - before > 25) bench.frames.push({from: before, to: at});
    before = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);

  /** The longest task over 50 ms (0: none) and the longest gap between two frames in a stretch of time. */
  bench.pageThread = (from, to) => {
    const tasks = bench.longTasks.filter(
      ({startTime, duration}) => startTime + duration > from && startTime < to,
    );
    const gaps = bench.frames.filter((gap) => gap.to > from && gap.from < to);
    return {
      task: Math.max(0, ...tasks.map(({duration}) => duration)),
      gap: Math.max(0, ...gaps.map((gap) => gap.to - gap.from)),
    };
  };
}
