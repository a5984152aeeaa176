// `npm run dev`: the server under tsx watch, the client under vite, both reloading; Ctrl-C ends both and the database.
// `npm run dev -- --demo` works on the demo's data.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const entry = process.argv.includes('--demo') ? 'server/demo.ts' : 'server/main.ts'
const bin = (name) => join(root, 'node_modules', name)

// Groups of their own: `tsx watch` leaves its child behind when only it is ended.
const children = [
  run([bin('tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', '--exclude', 'client/**', entry]),
  ...(existsSync(join(root, 'client/index.html')) ? [run([bin('vite/bin/vite.js'), '--config', 'vite.config.ts', '--clearScreen', 'false'])] : []),
]

let ending = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))

function run(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  child.on('exit', (code) => end(code ?? 0))
  return child
}

function end(code) {
  if (ending) return
  ending = true
  for (const child of children) tell(child, 'SIGTERM')
  // The server needs a moment to stop the database; what hangs longer is ended by force.
  const force = setTimeout(() => children.forEach((child) => tell(child, 'SIGKILL')), 9_500)
  const rest = children.filter((child) => child.exitCode === null && child.signalCode === null)
  void Promise.all(rest.map((child) => new Promise((done) => child.once('exit', done)))).then(() => {
    clearTimeout(force)
    process.exit(code)
  })
}

function tell(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended already.
  }
}
