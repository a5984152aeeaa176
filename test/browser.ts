import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

/** Software WebGL2, no sandbox (root and containers have none), nothing that asks the internet. */
const flags = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--lang=zh-CN',
]

/**
 * A Chromium with WebGL2: CHROME_PATH, else one that is installed, else the one in the npm package `@sparticuz/chromium`.
 * @throws when none of them starts or draws
 */
export async function launchBrowser(extra: string[] = []): Promise<Browser> {
  const installed = process.env.CHROME_PATH ?? installedBrowser()
  const { executablePath, env } = installed ? { executablePath: installed, env: {} } : packagedBrowser()
  const browser = await chromium.launch({ executablePath, args: [...flags, ...extra], env: strings({ ...process.env, ...env }) })
  await requireWebGl(browser)
  return browser
}

async function requireWebGl(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  const version: unknown = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2')
    return context?.getParameter(context.VERSION)
  })
  await page.close()
  if (typeof version === 'string') return
  await browser.close()
  throw new Error('This Chromium has no WebGL2: set CHROME_PATH to another one.')
}

function installedBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  return candidates.find((path) => executable(path) && runs(path))
}

/** Ubuntu's `chromium-browser` may be a script that only says to install a snap. */
function runs(path: string): boolean {
  try {
    return /Chrom/.test(execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 }))
  } catch {
    return false
  }
}

type Program = { executablePath: string; env: NodeJS.ProcessEnv }

/**
 * Unpacked once per version and account, beside the libraries (NSS and others) and the fonts that a bare machine lacks.
 * The package's own unpacking is not used: it writes to fixed names in /tmp, where two runs or two accounts meet.
 */
function packagedBrowser(): Program {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = entry.slice(0, entry.lastIndexOf(join('@sparticuz', 'chromium'))) + join('@sparticuz', 'chromium')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const cache = cacheFolder(`chromium-${version}-${process.arch}`)
  if (!existsSync(cache)) {
    const making = mkdtempSync(`${cache}.`)
    unpack(join(folder, 'bin'), making)
    writeFileSync(join(making, 'fonts.conf'), fontSettings(cache))
    try {
      renameSync(making, cache)
    } catch {
      // Another run was first.
      rmSync(making, { recursive: true, force: true })
    }
  }
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(cache, 'fonts.conf') }
  return { executablePath: join(cache, 'chromium'), env: { LD_LIBRARY_PATH: join(cache, 'lib'), ...fonts } }
}

function unpack(packed: string, into: string): void {
  const packages = existsSync(join(packed, 'x64')) ? join(packed, process.arch) : packed
  writeFileSync(join(into, 'chromium'), brotliDecompressSync(readFileSync(join(packages, 'chromium.br'))), { mode: 0o755 })
  for (const name of ['swiftshader', 'al2023', 'fonts']) {
    const tar = join(into, `${name}.tar`)
    writeFileSync(tar, brotliDecompressSync(readFileSync(join(packages, `${name}.tar.br`))))
    execFileSync('tar', ['xf', tar, '--no-same-owner', '-C', into])
    rmSync(tar)
  }
}

const fontSettings = (cache: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${cache}/fonts</dir><cachedir>${cache}/font-cache</cachedir></fontconfig>\n`

/** Where this account may keep files between runs, on a disk that may hold programs. */
function cacheFolder(name: string): string {
  const uid = process.getuid?.() ?? 'user'
  for (const base of [process.env.XDG_CACHE_HOME, join(homedir(), '.cache'), join(tmpdir(), `watchfloor-cache-${uid}`)]) {
    if (!base) continue
    try {
      const folder = join(base, 'watchfloor')
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      accessSync(folder, constants.W_OK)
      return join(folder, name)
    } catch {
      continue
    }
  }
  return join(mkdtempSync(join(tmpdir(), 'watchfloor-')), name)
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function strings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
