import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  test: {
    expect: {requireAssertions: true},
    projects: [
      {
        extends: true,
        test: {name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', 'test/e2e/**'], testTimeout: 60_000},
      },
    ],
  },
});
