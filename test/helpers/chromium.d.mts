export const chromiumArguments: string[];
export const briefChromiumArguments: string[];
export function findChromium(): string | null;
export function ensureChromium(): {path: string; how: string};
