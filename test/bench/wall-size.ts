import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '../../dist/client')

export type File = { name: string; bytes: number; gzip: number }
export type WallSize = { entry: File; files: File[]; gzip: number }

/**
 * What a browser fetches to show the wall, fonts apart: what index.html names, the wall's chunk, the words of one language, the map, the charts, and everything
 * those load by themselves: scripts, styles and the map's worker. `later`: also what a click may load, such as dialogs and sheets.
 */
export function wallSize(later = false): WallSize {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map((match) => match[1] ?? '')
  const entry = /<script[^>]+src="\/assets\/([\w.-]+)"/.exec(page)?.[1]
  if (!entry) throw new Error('dist/client/index.html names no script')
  const found = new Set<string>()
  const look = [...named]
  for (let name = look.pop(); name; name = look.pop()) {
    if (found.has(name)) continue
    found.add(name)
    look.push(...loadedBy(name, name === entry ? ['wall', 'zh'] : later ? null : ['map', 'trace', 'zh']))
  }
  if (![...found].some((name) => /^wall-.*\.js$/.test(name))) throw new Error('the wall has no chunk of its own any more')
  const files = [...found].map(sized).sort((a, b) => b.gzip - a.gzip)
  return { entry: sized(entry), files, gzip: files.reduce((sum, file) => sum + file.gzip, 0) }
}

/** `chunks`: which of those that it loads only when asked are counted; null: all. */
function loadedBy(name: string, chunks: string[] | null): string[] {
  if (name.endsWith('.css')) return []
  const text = read(name).toString()
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
  const deps = [...(/m\.f=\[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/assets\/([\w.-]+)/g)].map((match) => match[1] ?? '')
  const lazy = [...text.matchAll(/import\([`'"]\.\/([\w.-]+)[`'"]\)(?:,__vite__mapDeps\(\[([\d,]*)\])?/g)]
    .filter((match) => chunks === null || chunks.some((chunk) => new RegExp(`^${chunk}-[\\w-]{8}\\.js$`).test(match[1] ?? '')))
    .flatMap((match) => [match[1] ?? '', ...(match[2] ? match[2].split(',').map((at) => deps[Number(at)] ?? '') : [])])
  return [...all(/(?:from|import)["'`]\.\/([\w.-]+)["'`]/g), ...all(/\/assets\/([\w.-]+\.mjs)/g), ...lazy].filter(Boolean)
}

const read = (name: string): Buffer => readFileSync(join(dist, 'assets', name))

function sized(name: string): File {
  const bytes = read(name)
  return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }
}
