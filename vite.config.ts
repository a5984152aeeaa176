import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const api = `http://127.0.0.1:${process.env.PORT ?? 8080}`

/** The map and the charts are chunks of their own, loaded when a screen asks; what they share with others stays outside. */
const chunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
  { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre|@mapbox)[\\/]/ },
  { name: 'echarts', test: /node_modules[\\/](echarts|echarts-for-react|size-sensor|zrender)[\\/]/ },
]

/**
 * The browser uses the contract's types, lists and rules, and no schema. Making a schema has no effect but the schema, which the
 * bundler cannot know: it is told so at each call, and leaves them out, and zod with them.
 */
const unusedSchemas: Plugin = {
  name: 'unused-schemas',
  apply: 'build',
  transform: {
    filter: { id: /\/shared\/[\w-]+\.ts$/ },
    handler: (code) => code.replaceAll(/(?<![\w.$])(?=z\.\w+[.(]|(?:Typed|oneOrMore)\(|[A-Z]\w*\.(?:extend|omit|pick|nullable|nullish|optional|default)\()/g, '/*#__PURE__*/ '),
  },
}

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  plugins: [react(), unusedSchemas],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // The content policy takes no fonts out of data: addresses.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { treeshake: { propertyReadSideEffects: false }, output: { codeSplitting: { includeDependenciesRecursively: false, groups: chunks } } },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': api, '/socket.io': { target: api, ws: true }, '/healthz': api, '/readyz': api },
  },
  test: {
    root: '.',
    reporters: ['default', './test/closing-line.ts'],
    // Two cores: one file more than that at once only makes the slow ones slower.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,db}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'client', environment: 'happy-dom', include: ['client/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/*.test.ts'],
          globalSetup: 'test/database.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          globalSetup: 'test/database.ts',
          testTimeout: process.env.FAULTS === 'full' ? 3_600_000 : 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/*.test.ts'],
          globalSetup: 'test/database.ts',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One browser at a time, with the machine to itself.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
