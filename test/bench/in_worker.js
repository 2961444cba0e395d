// Stands before the worker's program in the traced copy of the site: every message to the engine, with its times.
{
  const trace = (globalThis.benchTrace = []);
  const Plain = globalThis.Worker;
  const now = () => performance.timeOrigin + performance.now();
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.benchCalls = new Map();
      this.addEventListener('message', ({data}) => {
        const call = this.benchCalls.get(data.requestId);
        if (call && !/LOG|PROGRESS/.test(data.type)) call.end = now();
      });
    }
    postMessage(message, transfer) {
      const {messageId, type, data} = message ?? {};
      if (messageId !== undefined) {
        const sql = Array.isArray(data) && typeof data[1] === 'string' ? data[1] : null;
        const call = {type, sql, start: now(), end: null};
        trace.push(call);
        this.benchCalls.set(messageId, call);
      }
      super.postMessage(message, transfer);
    }
  };
}
