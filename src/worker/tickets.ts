/** Calls under way by number, so that the other side can take one back. */
export interface Tickets {
  /** Runs a call with a signal that `cancel` with the same number fires. */
  during<T>(ticket: number, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
  cancel(ticket: number): void;
}

export function createTickets(): Tickets {
  const controllers = new Map<number, AbortController>();
  return {
    async during(ticket, call) {
      const controller = new AbortController();
      controllers.set(ticket, controller);
      try {
        return await call(controller.signal);
      } finally {
        controllers.delete(ticket);
      }
    },
    cancel: (ticket) => controllers.get(ticket)?.abort(),
  };
}
