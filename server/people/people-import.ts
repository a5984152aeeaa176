import { JoinPerson, type Person } from '#shared/people.ts'
import { languages, type Bilingual } from '#shared/text.ts'
import { codeOf, postWords, skillWords } from '../files/staff-words.ts'
import { idFrom } from '../journal/system.ts'
import type { Parts } from '../parts.ts'
import { fieldErrors } from '../problem.ts'
import { readPeopleCsv, type CsvLine } from './people-csv.ts'
import { holdersOf, type PersonRow } from './person-store.ts'

type LineError = { field: string; message: Bilingual }
export type Line = { line: number; words: string; errors: LineError[] } & (
  | { outcome: 'new' | 'changed'; person: Person; phone: string | null }
  | { outcome: 'same' | 'wrong' }
)

const notACode = /^[-–—]$|^(无|none)$/i

/** Says nothing of whose it is or where. */
export const codeTaken: Bilingual = { zh: '此工号已被使用，请换一个', en: 'This staff code is taken. Choose another' }
const codeTwice = (line: number): Bilingual => ({ zh: `与第 ${line} 行工号相同`, en: `The same code as on line ${line}` })
const unreadable: Bilingual = { zh: '有无法读懂的字符，请另存为 UTF-8', en: 'It has characters that cannot be read. Save the file as UTF-8' }
const hasLeft: Bilingual = { zh: '此工号属于已离职的人，请用新工号', en: 'This code belongs to somebody who has left. Use a new one' }

/** What a file of people would do to a community, line by line. It reads, and changes nothing. */
export async function planImport(parts: Pick<Parts, 'db'>, community: string, text: string): Promise<Line[]> {
  const read = await readPeopleCsv(text)
  if ('fault' in read) return [{ line: read.fault.line, words: '', outcome: 'wrong', errors: [{ field: read.fault.field, message: read.fault.message }] }]
  const codes = read.lines.flatMap(({ cells }) => (cells.code && storable(cells.code) ? [cells.code] : []))
  const holders = new Map((await holdersOf(parts, [...new Set(codes)])).map((holder) => [holder.code, holder]))
  const seen = new Map<string, number>()
  return read.lines.map((line): Line => {
    const code = line.cells.code ?? ''
    const before = seen.get(code)
    if (code !== '' && before === undefined) seen.set(code, line.line)
    const words = [code, line.cells.name ?? ''].join(' ').trim().slice(0, 120)
    const wrong = (errors: LineError[]): Line => ({ line: line.line, words, outcome: 'wrong', errors })
    if (line.fault) return wrong([{ field: 'text', message: line.fault }])
    if (Object.values(line.cells).some((cell) => cell.includes('\ufffd'))) return wrong([{ field: 'text', message: unreadable }])
    if (before !== undefined) return wrong([{ field: 'code', message: codeTwice(before) }])
    const held = holders.get(code) ?? null
    if (held && held.community !== community) return wrong([{ field: 'code', message: codeTaken }])
    if (held?.leftAt) return wrong([{ field: 'code', message: hasLeft }])
    const wish = wishOf(line, community, held)
    if ('errors' in wish) return wrong(wish.errors)
    if (held && same(held, wish.person) && held.phone === wish.phone) return { line: line.line, words, outcome: 'same', errors: [] }
    return { line: line.line, words, outcome: held ? 'changed' : 'new', errors: [], ...wish }
  })
}

/** Text with half a surrogate pair or a zero character cannot be asked of the database. */
const storable = (text: string): boolean => JoinPerson.shape.code.safeParse(text).success

/** The person as the line wants them: an empty cell leaves what is there, "-" takes it away. */
function wishOf({ cells }: CsvLine, community: string, held: PersonRow | null): { person: Person; phone: string | null } | { errors: LineError[] } {
  const errors: LineError[] = []
  const post = cells.post ? codeOf(postWords, cells.post) : held?.post
  if (post === null) errors.push({ field: 'post', message: oneOf(Object.values(postWords)) })
  if (post === undefined) errors.push({ field: 'post', message: { zh: '新人需要岗位', en: 'Somebody new needs a post' } })
  const named = cells.skills && !notACode.test(cells.skills) ? cells.skills.split(/[|;,，、；]/).map((word) => word.trim()).filter(Boolean) : []
  const skills = named.map((word) => codeOf(skillWords, word))
  if (skills.includes(null)) errors.push({ field: 'skills', message: oneOf(Object.values(skillWords)) })
  const kept = <T>(cell: string | undefined, now: T): string | T | null => (!cell ? now : notACode.test(cell) ? null : cell)
  const zh = cells.name || held?.name.zh || ''
  const asked = {
    community,
    code: cells.code ?? '',
    name: { zh, en: cells.name_en || (held && zh === held.name.zh ? held.name.en : zh) },
    post: post ?? 'repair',
    skills: cells.skills ? [...new Set(skills.filter((skill) => skill !== null))] : (held?.skills ?? []),
    phone: kept(cells.phone, held?.phone ?? null),
    grid: kept(cells.grid, held?.grid ?? null),
  }
  const read = JoinPerson.safeParse(asked)
  if (!read.success) {
    const [inZh = [], inEn = []] = languages.map((language) => fieldErrors(read.error, language, asked))
    errors.push(...inZh.map(({ field, message }, i) => ({ field: columns[field] ?? field, message: { zh: message, en: inEn[i]?.message ?? message } })))
  }
  if (errors.length > 0 || !read.success) return { errors }
  const { phone, grid, ...about } = read.data
  const id = held?.id ?? idFrom('person', about.code)
  return { person: { ...about, id, version: (held?.version ?? 0) + 1, grid: grid || null, leftAt: null }, phone: phone ?? null }
}

const columns: Record<string, string> = { 'name.zh': 'name', 'name.en': 'name_en' }

const oneOf = (words: readonly Bilingual[]): Bilingual => ({ zh: `应为：${words.map(({ zh }) => zh).join('、')}`, en: `One of: ${words.map(({ en }) => en).join(', ')}` })

const same = (held: PersonRow, wish: Person): boolean =>
  held.name.zh === wish.name.zh && held.name.en === wish.name.en && held.post === wish.post && (held.grid ?? null) === (wish.grid ?? null) &&
  held.skills.toSorted().join() === wish.skills.toSorted().join()
