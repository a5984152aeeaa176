import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Path from the project's root to source text. */
export type Tree = Record<string, string>

/** Folders of a room that features may lean on. Every other folder of it is a feature. */
const ground: Record<string, string[]> = {
  server: ['journal', 'live', 'timers', 'outlet', 'ingest', 'identity', 'files'],
  client: ['live', 'map', 'charts', 'flow', 'ui', 'i18n'],
}

const rooms: Record<string, string[]> = {
  shared: ['shared'],
  db: ['db', 'shared'],
  server: ['server', 'db', 'shared'],
  client: ['client', 'shared'],
}

/** Files that put the features of the server together; in the client every screen does, and a screen lies at the top. */
const composers = ['server/app.ts', 'server/audit.ts', 'server/demo.ts', 'server/import.ts', 'server/main.ts', 'server/replay.ts']

const packagesOfShared = /^zod($|\/)/
const packagesOfTests = /^(vitest|fast-check)($|\/)/

/** One sentence for each import that goes through a wall, and for each place but one that reads the environment. */
export function breaches(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([file, source]) => [
    ...importsOf(source).flatMap((specifier) => judge(file, specifier)),
    ...readsEnvironment(file, source),
  ])
}

function judge(file: string, specifier: string): string[] {
  const target = targetOf(file, specifier)
  if (target === null) return judgePackage(file, specifier)
  const [room = '', targetRoom = ''] = [file.split('/')[0], target.split('/')[0]]
  const allowed = rooms[room]
  if (allowed && !allowed.includes(targetRoom)) return [`${file} imports ${target}: ${room} sees only ${allowed.join(', ')}`]
  if (room !== targetRoom || !ground[room]) return []
  const from = placeOf(file)
  const to = placeOf(target)
  if (to.kind === 'feature' && from.name !== to.name && !composes(file)) {
    const why = from.kind === 'feature' ? 'a feature never imports a sibling' : 'only the composition sees features'
    return [`${file} imports ${target}: ${why}`]
  }
  if (composes(target) && !composes(file) && !starts(file)) return [`${file} imports ${target}: nothing is built on what puts all together`]
  return []
}

function judgePackage(file: string, specifier: string): string[] {
  if (!file.startsWith('shared/') || packagesOfShared.test(specifier)) return []
  if (isTest(file) && packagesOfTests.test(specifier)) return []
  return [`${file} imports ${specifier}: shared imports only zod`]
}

function readsEnvironment(file: string, source: string): string[] {
  if (!rooms[file.split('/')[0] ?? ''] || file === 'server/config.ts' || isTest(file)) return []
  return /\bprocess\s*(\.\s*env\b|\[\s*['"]env)|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(withoutComments(source))
    ? [`${file} reads the environment: only server/config.ts does`]
    : []
}

type PlaceOfFile = { kind: 'feature' | 'ground' | 'top'; name: string }

function placeOf(file: string): PlaceOfFile {
  const [room = '', folder = '', ...rest] = file.split('/')
  if (rest.length === 0) return { kind: 'top', name: '' }
  return { kind: ground[room]?.includes(folder) ? 'ground' : 'feature', name: folder }
}

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)
const isScreen = (file: string): boolean => /^client\/[^/]+\.tsx$/.test(file)
const composes = (file: string): boolean => composers.includes(file) || isScreen(file)
const starts = (file: string): boolean => /^server\/[^/]+\.ts$/.test(file) || isTest(file)

/** Path from the root of what a specifier of ours means; null for a package. */
function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : null
}

function importsOf(source: string): string[] {
  const found = withoutComments(source).matchAll(/(?<![.'"\w])(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g)
  return [...found].flatMap(([, , specifier]) => specifier ?? [])
}

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*$/gm, '')

/** The project itself. */
export function readTree(root: string): Tree {
  const tree: Tree = {}
  const add = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) add(path)
      else if (/\.(tsx?|mts)$/.test(entry.name)) tree[path] = readFileSync(join(root, path), 'utf8')
    }
  }
  for (const room of Object.keys(rooms)) if (existsSync(join(root, room))) add(room)
  return tree
}
