import { basename } from 'node:path'
import { featureKinds } from '#shared/sites.ts'
import type { Bilingual } from '#shared/text.ts'
import { CannotGoOn, readArguments, type Said, type Terminal } from '../cli.ts'
import { readWhole } from '../files/file-text.ts'
import { plainText } from '../files/plain-text.ts'
import type { Parts } from '../parts.ts'
import { asArea, datums, readGeometry, type Datum, type Repair } from './geometry.ts'
import { importSite, type SiteWish } from './site-import.ts'
import { readCollection, readSites, type SiteFile, type SourceSite } from './site-reading.ts'
import { metresPerHousehold } from './site-rows.ts'

const mostBytes = 256 * 2 ** 20
const shownProblems = 20

const flags = {
  community: { type: 'string' },
  by: { type: 'string' },
  region: { type: 'string' },
  name: { type: 'string' },
  zone: { type: 'string' },
  households: { type: 'string' },
  boundary: { type: 'string' },
  datum: { type: 'string', default: 'wgs84' },
  as: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const

export type SiteCommand = {
  path: string
  community: string | null
  by: string | null
  datum: Datum
  as: (typeof featureKinds)[number] | null
  wish: Omit<SiteWish, 'code' | 'boundary'>
  boundaryPath: string | null
  dryRun: boolean
}

/** What was asked on the command line. Throws CannotGoOn. */
export function readSiteCommand(args: string[]): SiteCommand {
  const { values, positionals } = readArguments({ args, options: flags, allowPositionals: true, strict: true })
  const [path, ...others] = positionals
  if (!path || others.length > 0) throw new CannotGoOn('请给出一个 GeoJSON 文件。', 'Give one GeoJSON file.', 2)
  if (!values.community && !values.by) throw new CannotGoOn('请用 --community 给出小区代码，或用 --by 给出分组属性。', 'Name the community with --community, or the property that tells communities apart with --by.', 2)
  const as = oneOf('as', values.as, featureKinds)
  return {
    path,
    community: values.community ? codeOf(values.community) : null,
    by: values.by ?? null,
    datum: oneOf('datum', values.datum, datums) ?? 'wgs84',
    as,
    wish: {
      name: values.name ? nameFrom(values.name) : null,
      region: values.region ?? null,
      zone: values.zone ? zoneFrom(values.zone) : null,
      households: values.households ? householdsFrom(values.households) : null,
    },
    boundaryPath: values.boundary ?? null,
    dryRun: values['dry-run'],
  }
}

function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T | null {
  if (value === undefined) return null
  const found = allowed.find((one) => one === value.toLowerCase())
  if (!found) throw new CannotGoOn(`--${flag} 只能是 ${allowed.join('、')}。`, `--${flag} is one of ${allowed.join(', ')}.`, 2)
  return found
}

function codeOf(text: string): string {
  const code = text.trim()
  if (code === '' || code.length > 60) throw new CannotGoOn('小区代码应为 1 到 60 个字符。', 'A community code has 1 to 60 characters.', 2)
  return code
}

/** `中文名/English`, or one name for both. */
function nameFrom(text: string): Bilingual {
  const [zh = '', en = zh] = text.split('/').map((part) => part.trim().slice(0, 200))
  if (zh === '' || en === '') throw new CannotGoOn('名称应为“中文名/English”。', 'A name is "中文名/English".', 2)
  return { zh, en }
}

function zoneFrom(text: string): string {
  try {
    return Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    throw new CannotGoOn(`不认识时区 ${text}，例如 Asia/Shanghai。`, `The time zone ${text} is not known; one is Asia/Shanghai.`, 2)
  }
}

function householdsFrom(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new CannotGoOn('--households 应为整数。', '--households is a whole number.', 2)
  return Number(text)
}

/** Reads the file, shows what it found, and brings it in. */
export async function runSiteCommand(command: SiteCommand, open: () => Promise<Parts>, terminal: Terminal): Promise<void> {
  const file = readSites(readCollection(await readWhole(command.path, mostBytes), command.path), command)
  const boundary = command.boundaryPath ? await readBoundary(command.boundaryPath, command.datum) : null
  tellReading(file, terminal)
  if (file.sites.size === 0) throw new CannotGoOn(`${command.path} 里没有能导入的内容。`, `There is nothing to import in ${command.path}.`)
  if (command.dryRun) {
    for (const [group, site] of file.sites) terminal.say(counted(codeFor(command, group), site))
    terminal.say({ zh: '试读完成，没有写入。', en: 'Read only; nothing was written.' })
    return
  }
  const parts = await open()
  for (const [group, site] of file.sites) {
    const name = command.wish.name ?? (group === '' ? null : { zh: group, en: group })
    const done = await importSite(parts, { ...command.wish, name, code: codeFor(command, group), boundary }, site)
    terminal.say({
      zh: `${done.community.code}：楼栋 ${done.buildings}，其他 ${done.features}；新增 ${done.made}，更新 ${done.changed}，未变 ${done.same}；住户 ${done.community.households}`,
      en: `${done.community.code}: ${done.buildings} buildings, ${done.features} other features; ${done.made} new, ${done.changed} updated, ${done.same} unchanged; ${done.community.households} households`,
    })
  }
  terminal.say({
    zh: `户数未注明处按每户 ${metresPerHousehold} m² 建筑面积估算，可用 --households 更正。`,
    en: `Where flats are not counted, households are estimated at ${metresPerHousehold} m² of floor each; --households corrects it.`,
  })
  terminal.say({ zh: '如果数据来自 OpenStreetMap，请注明：© OpenStreetMap contributors（ODbL）。', en: 'If the data comes from OpenStreetMap, give credit: © OpenStreetMap contributors (ODbL).' })
}

const codeFor = (command: SiteCommand, group: string): string =>
  plainText(group === '' ? (command.community ?? '') : command.community ? `${command.community}-${group}` : group, 60)

const counted = (code: string, site: SourceSite): Said => ({
  zh: `${code}：楼栋 ${site.buildings.length}，其他 ${site.features.length}${site.boundary ? '，有边界' : ''}`,
  en: `${code}: ${site.buildings.length} buildings, ${site.features.length} other features${site.boundary ? ', with a boundary' : ''}`,
})

async function readBoundary(path: string, datum: Datum) {
  for (const feature of readCollection(await readWhole(path, mostBytes), path)) {
    const drawn = readGeometry((feature as { geometry?: unknown } | null)?.geometry, datum)
    const [area] = drawn.ok ? drawn.shapes.flatMap((shape) => asArea(shape) ?? []) : []
    if (area) return area
  }
  throw new CannotGoOn(`${basename(path)} 里没有面，不能作边界。`, `${basename(path)} holds no area that could be a boundary.`)
}

const repairs: Record<Repair, Said> = {
  closed: { zh: '未闭合，已闭合', en: 'not closed; closed' },
  turned: { zh: '绕行方向相反，已改正', en: 'wound the wrong way; turned' },
  crosses: { zh: '轮廓自相交，已照原样导入', en: 'outline crosses itself; taken as it is' },
  'hole-dropped': { zh: '有一个没有面积的洞，已去掉', en: 'a hole without area; dropped' },
}

function tellReading(file: SiteFile, { say, complain }: Terminal): void {
  for (const { index, source, said } of file.problems.slice(0, shownProblems)) {
    const which = `#${index}${source ? ` (${source})` : ''}`
    complain({ zh: `要素 ${which} 未导入：${said.zh}`, en: `Feature ${which} left out: ${said.en}` })
  }
  const more = file.problems.length - shownProblems
  if (more > 0) complain({ zh: `另有 ${more} 个要素未导入。`, en: `${more} more features were left out.` })
  for (const [repair, count] of file.repairs) say({ zh: `${count} 个要素：${repairs[repair].zh}`, en: `${count} features: ${repairs[repair].en}` })
  if (file.repeated > 0) say({ zh: `${file.repeated} 个要素重复，各取一次。`, en: `${file.repeated} features are repeated; each was taken once.` })
  if (file.unused > 0) say({ zh: `${file.unused} 个要素与小区无关，已略过。`, en: `${file.unused} features are of no use here and were passed over.` })
}
