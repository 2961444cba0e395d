import {loadingName, releaseName} from './names';

/** Longest time that the first worker waits until no worker can be started from an address, in milliseconds. */
const PATIENCE = 5000;

export interface OfflineEvents {
  /** The whole release is on the device, and this page is served from there. */
  kept(): void;
  /** A newer release is on the device and waits. */
  waiting(newer: ServiceWorker): void;
  /** A request for another address left this page or one of its workers. */
  foreign(origin: string): void;
}

/** Identifies the release in which this page was built: the first digits of a hash over all its files. */
export const releaseVersion = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name=version]')!.content;

/**
 * Keeps the release on the device, where the browser can do that; nothing happens where it cannot. `loaded` is called when
 * the page has loaded what it needs: files are kept from then on. Also shuts the door to workers from an address, once the
 * service worker, which cannot be started otherwise, has been registered. Workers that are started before `shut` have that
 * door still open; where another tab is keeping the release, the door is not waited for any longer than `PATIENCE`.
 */
export function keepOffline(events: OfflineEvents): {loaded(): void; readonly shut: Promise<void>} {
  const container = (navigator as {serviceWorker?: ServiceWorkerContainer}).serviceWorker;
  if (!container) {
    forbidWorkersByAddress();
    return {loaded: () => undefined, shut: Promise.resolve()};
  }

  const folder = new URL('./', document.baseURI);
  let loaded = (): void => undefined;
  const loading = new Promise<void>((resolve) => (loaded = resolve));
  void navigator.locks.request(releaseName(folder, releaseVersion()), {mode: 'shared'}, () => forever);
  // A private window, or a host that changes the files it sends: the page works without.
  const follow = (registered: Promise<ServiceWorkerRegistration | undefined>) =>
    registered.then((registration) => registration && watch(registration, events)).catch(() => undefined);
  container.addEventListener('message', ({data}) => events.foreign((data as {foreign: string}).foreign));
  let shut = (): void => undefined;
  const isShut = new Promise<void>((resolve) => {
    shut = resolve;
    setTimeout(resolve, PATIENCE);
  });
  if (container.controller) {
    void follow(container.getRegistration());
    forbidWorkersByAddress();
    shut();
  }
  void navigator.locks.request(loadingName(folder), {mode: 'shared'}, () => {
    if (!container.controller) {
      void follow(container.register('sw.js'));
      forbidWorkersByAddress();
      shut();
    }
    return loading;
  });
  return {loaded, shut: isShut};
}

const forever = new Promise(() => undefined);

async function watch(registration: ServiceWorkerRegistration, events: OfflineEvents): Promise<void> {
  const offerWhenInstalled = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      // The first release that is kept waits for nobody.
      if (worker.state === 'installed' && registration.active) events.waiting(worker);
    });
  if (registration.waiting && registration.active) events.waiting(registration.waiting);
  offerWhenInstalled(registration.installing);
  registration.addEventListener('updatefound', () => offerWhenInstalled(registration.installing));
  await navigator.serviceWorker.ready;
  events.kept();
}

/** Lets the newer release take over and resolves when it has. */
export function takeOver(newer: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    newer.addEventListener('statechange', () => newer.state === 'activated' && resolve());
    newer.postMessage('take over');
  });
}

/** No worker is started from an address any more: it would not be bound by the policy of the page. */
function forbidWorkersByAddress(): void {
  const rule = document.createElement('meta');
  rule.httpEquiv = 'Content-Security-Policy';
  rule.content = 'worker-src blob:';
  document.head.append(rule);
}
