import tseslint from 'typescript-eslint';

const sandboxOnly = {
  group: ['node:*', 'undici', 'zod', 'pg', 'kysely', 'pino', '@temporalio/client', '@temporalio/worker'],
  message: 'Workflow code runs in the sandbox: only domain, @temporalio/workflow and @temporalio/common.',
};

export default tseslint.config(
  { ignores: ['dist/', '.data/', 'node_modules/', 'test/architecture/probes/'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': 'error',
    },
  },
  {
    // Another package's type can only be completed as an interface.
    files: ['test/support/global-setup.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['src/workflows/**', 'src/domain/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ ...sandboxOnly, allowTypeImports: true }] },
      ],
    },
  },
);
