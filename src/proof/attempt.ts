import type {Text} from '../text/language';

/** One way by which code could send something to another address. */
export interface Way {
  readonly title: Text;
  /** A name that must exist for it. */
  readonly needs?: string;
  /** What the browser names when it refuses, where that is neither the address nor its origin. */
  readonly named?: string;
  /** Tries it; the promise may stay open for ever. */
  readonly go: (address: string) => unknown;
}

/** What became of a try. */
export type Answer =
  /** The browser said that its policy refuses it, and by which directive. */
  | {readonly kind: 'refused'; readonly by: string}
  /** An error, without a word of the policy. */
  | {readonly kind: 'failed'; readonly message: string}
  /** The browser does not know this way. */
  | {readonly kind: 'absent'}
  /** Nothing was said, and no request was recorded. */
  | {readonly kind: 'silent'}
  /** A request was recorded. */
  | {readonly kind: 'left'};

export interface Attempt {
  readonly title: Text;
  readonly answer: Answer;
}

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** Milliseconds in which a browser says that it has refused something. */
const PATIENCE = 400;
/** The same is said once for each policy: in the page, in a header. */
const ECHO = 20;

/** Tries one way, by an address of its own, and hears what the browser says. One at a time. */
export async function attempt({title, needs, named, go}: Way, address: string): Promise<Attempt> {
  if (needs !== undefined && !(needs in globalThis)) return {title, answer: {kind: 'absent'}};
  let by: string | null = null;
  let heard = (): void => undefined;
  const refusal = new Promise<void>((resolve) => (heard = resolve));
  const {origin, pathname} = new URL(address);
  const listen = ({effectiveDirective, blockedURI}: SecurityPolicyViolationEvent) => {
    const meant =
      blockedURI.includes(pathname) ||
      blockedURI.replace(/\/$/, '') === origin ||
      (named !== undefined && blockedURI.includes(named));
    if (!meant) return;
    by ??= effectiveDirective;
    heard();
  };
  addEventListener('securitypolicyviolation', listen);
  let message: string | null = null;
  try {
    const tried = (async () => go(address))().catch((error: unknown) => void (message = String(error)));
    // Some errors come before the word of the policy.
    await Promise.race([refusal, tried.then(() => wait(PATIENCE)), wait(4 * PATIENCE)]);
    await wait(ECHO);
  } finally {
    removeEventListener('securitypolicyviolation', listen);
  }
  if (by !== null) return {title, answer: {kind: 'refused', by}};
  if (message !== null) return {title, answer: {kind: 'failed', message}};
  const recorded = performance.getEntriesByName(address).length > 0;
  return {title, answer: {kind: recorded ? 'left' : 'silent'}};
}
