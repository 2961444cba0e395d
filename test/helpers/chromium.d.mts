export const chromiumArguments: string[];
export function findChromium(): string | null;
export function ensureChromium(): {path: string; how: string};
