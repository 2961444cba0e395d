/**
 * An origin that is not this page's own, to try it on: the same host at another port. No foreign address stands in the
 * code, and whoever serves this page would be the only one to hear a request that got out.
 */
export function elsewhere(): string {
  const {protocol, hostname, port} = location;
  return `${protocol}//${hostname}:${port === '8443' ? '9443' : '8443'}`;
}
