// Builds what is missing or older than its sources: the client by vite, the server by esbuild. Plain Node, because it
// runs before anything is built. `--quiet` prints only what goes wrong.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const quiet = process.argv.includes('--quiet')
const entries = ['main', 'demo', 'import', 'replay', 'audit'].map((name) => `server/${name}.ts`).filter((path) => existsSync(join(root, path)))

const parts = [
  { name: 'server', sources: ['server', 'db', 'shared'], result: 'dist/server/main.js', build: buildServer },
  { name: 'client', sources: ['client', 'shared', 'vite.config.ts'], result: 'dist/client/index.html', build: buildClient },
]

process.chdir(root)
// A test that builds must get what a user gets.
process.env.NODE_ENV = 'production'
try {
  for (const part of parts) await bringUpToDate(part)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error('The build failed: correct the error above; if it is about a missing package, run "npm ci". / 构建失败：请更正以上错误；如缺少依赖请运行 npm ci。')
  process.exit(1)
}

async function bringUpToDate({ name, sources, result, build }) {
  if (!sources.some((path) => existsSync(path) && (statSync(path).isFile() || readdirSync(path).length > 0))) return
  const stampFile = `dist/${name}.stamp`
  const stamp = stampOf([...sources, 'package-lock.json', 'server/build.mjs'])
  if (existsSync(result) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  const begun = Date.now()
  await build()
  mkdirSync('dist', { recursive: true })
  // Written whole and last: a build that was broken off is built again.
  writeFileSync(`${stampFile}.${process.pid}`, stamp)
  renameSync(`${stampFile}.${process.pid}`, stampFile)
  if (!quiet) console.log(`Built the ${name} in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}

/** Names, sizes and times of all sources; tests are none. */
function stampOf(paths) {
  const hash = createHash('sha256').update(process.version)
  const add = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name))
    } else if (!/\.(test\.tsx?|sql|md)$/.test(path)) {
      hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
    }
  }
  paths.forEach(add)
  return hash.digest('hex')
}

async function buildServer() {
  const { build } = await import('esbuild')
  await build({
    entryPoints: entries,
    outdir: 'dist/server',
    outbase: 'server',
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

async function buildClient() {
  const { build } = await import('vite')
  await build({ configFile: 'vite.config.ts', logLevel: 'warn', mode: 'production' })
}
