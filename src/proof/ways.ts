import type {Way} from './attempt';

/** Settles when the thing has loaded or opened; rejects when it could not. */
function loaded(target: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    target.addEventListener('load', () => resolve());
    target.addEventListener('open', () => resolve());
    target.addEventListener('error', () => reject(new Error('error event')));
  });
}

const same = (title: string) => ({en: title, de: title});

/** What both a page and a worker can try. */
export const anywhere: readonly Way[] = [
  {title: {en: 'a request (fetch)', de: 'eine Anfrage (fetch)'}, go: (address) => fetch(address)},
  {
    title: {en: 'a request that sends and wants no answer', de: 'eine Sendung, die keine Antwort will'},
    go: (address) => fetch(address, {mode: 'no-cors', method: 'POST', body: 'x', keepalive: true}),
  },
  {
    title: same('XMLHttpRequest'),
    go: (address) => {
      const request = new XMLHttpRequest();
      request.open('POST', address);
      request.send('x');
      return loaded(request);
    },
  },
  {
    title: {en: 'a lasting connection (WebSocket)', de: 'eine stehende Verbindung (WebSocket)'},
    go: (address) => loaded(new WebSocket(address.replace(/^http/, 'ws'))),
  },
  {
    title: {en: 'a stream of events (EventSource)', de: 'ein Strom von Ereignissen (EventSource)'},
    go: (address) => loaded(new EventSource(address)),
  },
  {
    title: {en: 'a fast connection (WebTransport)', de: 'eine schnelle Verbindung (WebTransport)'},
    needs: 'WebTransport',
    go: (address) => new WebTransport(address.replace(/^http:/, 'https:')).ready,
  },
  {
    title: {en: 'the store of requests (Cache)', de: 'der Speicher für Anfragen (Cache)'},
    needs: 'caches',
    go: async (address) => (await caches.open('stammkunde attempt')).add(address),
  },
  {
    title: {en: 'code from there (import)', de: 'Code von dort (import)'},
    go: (address) => import(/* @vite-ignore */ address),
  },
  {
    title: {en: 'a font from there', de: 'eine Schrift von dort'},
    needs: 'FontFace',
    go: (address) => new FontFace('attempt', `url(${address})`).load(),
  },
  {
    title: {en: 'another worker that asks', de: 'ein weiterer Worker, der fragt'},
    go: (address) => {
      const source = `fetch(${JSON.stringify(address)}).then(() => 'arrived', String).then(postMessage)`;
      const blob = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
      return new Promise((resolve, reject) => {
        const worker = new Worker(blob);
        worker.onerror = () => reject(new Error('the worker did not start'));
        worker.onmessage = ({data}: MessageEvent<string>) => {
          worker.terminate();
          URL.revokeObjectURL(blob);
          if (data === 'arrived') resolve(data);
          else reject(new Error(data));
        };
      });
    },
  },
];

/** A place for the elements of a try; out of sight, and gone with the next one. */
function place(): HTMLElement {
  document.querySelector('#attempt')?.remove();
  const element = document.createElement('div');
  element.id = 'attempt';
  element.className = 'unseen';
  element.inert = true;
  document.body.append(element);
  return element;
}

function add<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  place().append(element);
  return element;
}

/** What only a page can try. */
export const onPage: readonly Way[] = [
  {
    title: {en: 'a message on leaving (beacon)', de: 'eine Nachricht beim Verlassen (Beacon)'},
    go: (address) => navigator.sendBeacon(address, 'x'),
  },
  {
    title: {en: 'a script from there', de: 'ein Skript von dort'},
    go: (src) => loaded(add('script', {src})),
  },
  {
    title: {en: 'a module from there', de: 'ein Modul von dort'},
    go: (src) => loaded(add('script', {type: 'module', src})),
  },
  {title: {en: 'a picture from there', de: 'ein Bild von dort'}, go: (src) => loaded(add('img', {src}))},
  {
    title: {en: 'a picture chosen by its size', de: 'ein Bild, nach Größe gewählt'},
    go: (address) => loaded(add('img', {srcset: `${address} 2x`})),
  },
  {
    title: {en: 'a button that is a picture', de: 'ein Knopf, der ein Bild ist'},
    go: (src) => loaded(add('input', {type: 'image', src})),
  },
  {
    title: {en: 'a picture inside a drawing (SVG)', de: 'ein Bild in einer Zeichnung (SVG)'},
    go: (address) => {
      const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      image.setAttribute('href', address);
      drawing.append(image);
      place().append(drawing);
      return loaded(image);
    },
  },
  {
    title: {en: 'a background picture', de: 'ein Hintergrundbild'},
    go: (address) => {
      add('p', {textContent: '.'}).style.backgroundImage = `url(${address})`;
    },
  },
  {
    title: {en: 'a background picture in a style sheet', de: 'ein Hintergrundbild in einem Stilblatt'},
    go: (address) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`#attempt p {border-image-source: url(${address}); border-style: solid}`);
      const {adoptedStyleSheets} = document;
      document.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
      add('p', {textContent: '.'});
      return new Promise((done) => setTimeout(done, 200)).then(() => {
        document.adoptedStyleSheets = adoptedStyleSheets;
      });
    },
  },
  {
    title: {en: 'a style sheet from there', de: 'ein Stilblatt von dort'},
    go: (href) => loaded(add('link', {rel: 'stylesheet', href})),
  },
  {
    title: {en: 'loading ahead: code', de: 'Vorausladen: Code'},
    go: (href) => loaded(add('link', {rel: 'modulepreload', href})),
  },
  {
    title: {en: 'a video from there', de: 'ein Video von dort'},
    go: (src) => loaded(add('video', {preload: 'auto', src})),
  },
  {
    title: {en: 'a sound from there', de: 'ein Ton von dort'},
    go: (src) => loaded(add('audio', {preload: 'auto', src})),
  },
  {
    title: {en: 'an embedded object', de: 'ein eingebettetes Objekt'},
    go: (data) => loaded(add('object', {data})),
  },
  {
    title: {en: 'an embedded document', de: 'ein eingebettetes Dokument'},
    go: (src) => loaded(add('embed', {src})),
  },
  {
    title: {en: 'a window inside the page (frame)', de: 'ein Fenster in der Seite (Rahmen)'},
    go: (src) => loaded(add('iframe', {src})),
  },
  {
    title: {en: 'a form that is sent', de: 'ein Formular, das abgeschickt wird'},
    go: (action) => {
      const frame = add('iframe', {name: 'attempt'});
      const form = Object.assign(document.createElement('form'), {action, method: 'post', target: 'attempt'});
      frame.after(form);
      form.submit();
    },
  },
  {
    title: {
      en: 'a worker from an address, which the policy would not bind',
      de: 'ein Worker von einer Adresse, den die Regel nicht bände',
    },
    named: 'sw.js',
    go: () => loaded(new Worker(new URL('sw.js', document.baseURI).href)),
  },
  {
    title: {en: 'a shared worker from there', de: 'ein geteilter Worker von dort'},
    needs: 'SharedWorker',
    go: (address) => loaded(new SharedWorker(address)),
  },
  {
    title: {en: 'another service worker', de: 'ein anderer Service Worker'},
    needs: 'ServiceWorker',
    named: 'other.js',
    go: () => navigator.serviceWorker.register('other.js'),
  },
];

/** Takes the last element of a try away. */
export const tidy = (): void => document.querySelector('#attempt')?.remove();

/** SQL that would read from, write to or load from another address. */
export const statements: readonly ((address: string) => string)[] = [
  (address) => `from read_csv('${address}')`,
  (address) => `from '${address}.csv'`,
  (address) => `from read_text('${address}')`,
  (address) => `from read_blob('${address}')`,
  (address) => `from glob('${address}/*')`,
  (address) => `from sniff_csv('${address}')`,
  (address) => `attach '${address}.db' as attempt`,
  (address) => `copy (select 42 as customers) to '${address}.csv'`,
  (address) => `export database '${address}'`,
  (address) => `import database '${address}'`,
  (address) => `load '${address}.duckdb_extension.wasm'`,
  (address) => `set custom_extension_repository = '${address}'`,
];
