/** The directives that are in force in this page, as its own elements say; the stricter where one stands twice. */
export function policyInForce(): {readonly directive: string; readonly sources: string}[] {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv=Content-Security-Policy]');
  const found = new Map<string, string>();
  for (const {content} of metas) {
    for (const rule of content.split(';')) {
      const [directive, ...sources] = rule.trim().split(/\s+/);
      if (directive) found.set(directive, sources.join(' '));
    }
  }
  return Array.from(found, ([directive, sources]) => ({directive, sources}));
}
