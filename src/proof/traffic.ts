/** What a page or a worker has asked for by itself, from the moment this is called. */
export interface Traffic {
  /** Requests to the site itself. */
  readonly own: number;
  /** Addresses of others to which a request went; those that the policy refused are none. */
  readonly foreign: readonly string[];
}

/** Counts requests, and tells of each change. The browser records those it refuses, too, and says so a little later. */
export function watchTraffic(tell: (traffic: Traffic) => void): {note(address: string): void} {
  if (typeof PerformanceObserver === 'undefined' || typeof location === 'undefined')
    return {note: () => undefined};
  let own = 0;
  let asked: {address: string; refusedAs: string}[] = [];
  const refused = new Set<string>();
  const update = () => {
    asked = asked.filter(({refusedAs}) => !refused.has(refusedAs));
    tell({own, foreign: asked.map(({address}) => address)});
  };
  const note = (address: string, initiator = '') => {
    const {protocol, origin, href} = new URL(address, location.href);
    if (protocol === 'blob:' || protocol === 'data:') return;
    if (origin === location.origin) own++;
    // Of what would stand in the page as a page of its own the browser names the origin only.
    else asked.push({address: href, refusedAs: embedding.has(initiator) ? origin : href});
    update();
  };
  const hear = ({blockedURI}: SecurityPolicyViolationEvent) => {
    refused.add(blockedURI.replace(/^(\w+:\/\/[^/]+)\/$/, '$1'));
    update();
  };
  addEventListener('securitypolicyviolation', hear as (event: Event) => void);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      note(entry.name, entry.initiatorType);
  }).observe({type: 'resource', buffered: true});
  return {note};
}

const embedding = new Set(['iframe', 'frame', 'object', 'embed']);
