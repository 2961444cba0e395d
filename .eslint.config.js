import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  {ignores: ['dist', 'node_modules']},
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {languageOptions: {globals: {...globals.browser, ...globals.worker, ...globals.node}}},
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {parserOptions: {parser: ts.parser}},
    // Caches and sets of one function are not state.
    rules: {'svelte/no-at-html-tags': 'error', 'svelte/prefer-svelte-reactivity': 'off'},
  },
  {
    rules: {
      // The compiler knows the names; and an index that was just checked may be taken at its word.
      'no-undef': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', {varsIgnorePattern: '^_', argsIgnorePattern: '^_'}],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-control-regex': 'off',
      'no-console': 'error',
    },
  },
  {files: ['**/*.mjs', 'test/bench/**'], rules: {'no-console': 'off'}},
);
