// Firefox lets this first file import nothing by itself, and loads what is asked for from within it (vite.config.ts).
await import('./serve');

export {};
