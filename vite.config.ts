import { join } from 'node:path'
import { createHash } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { build } from 'esbuild'
import type { Plugin, Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'

const api = `http://127.0.0.1:${process.env.PORT ?? 8080}`

/** The map is a chunk of its own, loaded when a screen asks. Charts are not: what only a device's curve needs must not come with the wall's traces. */
const chunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 1 },
  { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre|@mapbox)[\\/]/ },
]

/**
 * The browser uses the contract's types, lists and rules, and no schema. Making a schema has no effect but the schema, which the
 * bundler cannot know: it is told so at each call, and leaves them out, and zod with them. One call that is missed brings all of it.
 */
const unusedSchemas: Plugin = {
  name: 'unused-schemas',
  apply: 'build',
  transform: {
    filter: { id: /\/shared\/[\w-]+\.ts$/ },
    handler: (code) => code.replaceAll(/(?<![\w.$])(?=z\.\w+[.(]|(?:Typed|oneOrMore)\(|(?!Object|Math|Date)[A-Z]\w*\.[a-z]\w*\()/g, '/*#__PURE__*/ '),
  },
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      const used = chunk.type === 'chunk' && Object.entries(chunk.modules).some(([id, { renderedLength }]) => renderedLength > 0 && id.includes('/node_modules/zod/'))
      if (used) this.error(`${chunk.fileName} brings zod to the browser, for a schema that ${Object.keys(chunk.modules).filter((id) => id.includes('/shared/')).join(', ')} makes`)
    }
  },
}

/** The worker of the phone's page: one file with a fixed name at the root, which is told every file that this page needs. */
const fieldWorker: Plugin = {
  name: 'field-worker',
  apply: 'build',
  // After what holds nothing but styles has become a style sheet.
  generateBundle: { order: 'post', handler: tellWorker },
}

async function tellWorker(this: Rolldown.PluginContext, _options: unknown, bundle: Rolldown.OutputBundle): Promise<void> {
  const files = filesOf(bundle, /\/client\/(field(\/field-entry)?\.tsx|i18n\/(zh|en)\.ts)$/)
  const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
  const { outputFiles } = await build({
    entryPoints: ['client/field/worker.ts'], bundle: true, write: false, format: 'iife', target: 'es2022', minify: true,
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) },
  })
  this.emitFile({ type: 'asset', fileName: 'field-worker.js', source: outputFiles[0]?.text ?? '' })
}

/** Addresses of what opens first, of the screen, and of all that it may load later. */
function filesOf(bundle: Rolldown.OutputBundle, screen: RegExp): string[] {
  const found = new Set<string>()
  const add = (name: string, later: boolean) => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || found.has(name)) return
    found.add(name)
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
    for (const next of chunk.imports) add(next, false)
    if (later) for (const next of chunk.dynamicImports) add(next, true)
  }
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  for (const { fileName } of chunks.filter(({ facadeModuleId }) => screen.test(facadeModuleId ?? ''))) add(fileName, true)
  for (const { fileName } of chunks.filter(({ isEntry, name }) => isEntry && name === 'index')) add(fileName, false)
  return [...found].toSorted().map((name) => `/${name}`)
}

/** The pages of residents are their own: an old phone on a slow line loads one and nothing else. */
const pages = Object.fromEntries([['index', 'index.html'], ['report', 'report/index.html'], ['score', 'score/index.html']].map(([name = '', file = '']) => [name, join(import.meta.dirname, 'client', file)]))

const residentPages: Plugin = {
  name: 'resident-pages',
  apply: 'serve',
  configureServer: ({ middlewares }) => {
    middlewares.use((req, _res, next) => {
      if (req.url?.startsWith('/r/')) req.url = '/report/index.html'
      if (req.url?.startsWith('/score/') && !req.url.includes('.')) req.url = '/score/index.html'
      next()
    })
  },
}

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  plugins: [react(), unusedSchemas, residentPages, fieldWorker],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // The content policy takes no fonts out of data: addresses.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: pages, treeshake: { propertyReadSideEffects: false }, output: { codeSplitting: { includeDependenciesRecursively: false, groups: chunks } } },
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
