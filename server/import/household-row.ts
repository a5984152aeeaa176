import { careLevels, type CareLevel, type Household } from '#shared/households.ts'
import type { Building } from '#shared/sites.ts'
import { CannotGoOn, type Said } from '../cli.ts'
import { plainLine } from '../files/plain-text.ts'
import { plain } from '../files/request-columns.ts'

const fields = ['building', 'place', 'name', 'phone', 'level', 'needs'] as const
type Field = (typeof fields)[number]
/** Which column holds which field: its place in the header, from 0. */
export type HouseholdColumns = Partial<Record<Field, number>>

const called: Record<Field, readonly string[]> = {
  building: ['building', 'buildingno', 'buildingcode', '楼栋', '楼号', '栋', '幢'],
  place: ['place', 'flat', 'unit', 'room', 'unitandroom', '房号', '单元房号', '位置', '住址', '门牌'],
  name: ['name', 'household', 'householder', '姓名', '户主', '住户', '住户姓名'],
  phone: ['phone', 'mobile', 'telephone', '电话', '手机', '手机号', '联系电话'],
  level: ['level', 'carelevel', 'care', '等级', '级别', '关怀等级', '关怀级别'],
  needs: ['needs', 'need', 'remarks', 'notes', '需求', '情况', '特殊情况', '备注'],
}
const needed: readonly Field[] = ['building', 'place', 'name', 'level']

/** Finds the columns by their names. Throws CannotGoOn where one is missing that every household needs. */
export function householdColumns(header: readonly string[]): HouseholdColumns {
  const names = header.map(plain)
  const columns: HouseholdColumns = {}
  for (const field of fields) {
    const at = names.findIndex((name) => called[field].includes(name))
    if (at >= 0) columns[field] = at
  }
  const missing = needed.filter((field) => columns[field] === undefined)
  if (missing.length === 0) return columns
  const list = (pick: (names: readonly string[]) => string | undefined): string => missing.map((field) => pick(called[field])).join(', ')
  throw new CannotGoOn(`缺少列：${list((names) => names.find((name) => /[^a-z]/.test(name)))}。`, `Columns are missing: ${list(([first]) => first)}.`, 2)
}

export type SourceHousehold = Pick<Household, 'building' | 'place' | 'name' | 'phone' | 'level' | 'needs'>
export type HouseholdRead = { ok: true; household: SourceHousehold } | { ok: false; problem: Said }
export type Houses = (named: string) => string | null

const no = (zh: string, en: string): HouseholdRead => ({ ok: false, problem: { zh, en } })

/** Reads one row, or says in one clause why it cannot be read. What the row holds is personal, so the clause repeats none of it. */
export function readHousehold(cells: readonly string[], columns: HouseholdColumns, width: number, houses: Houses): HouseholdRead {
  if (cells.length !== width) return no(`有 ${cells.length} 列，应为 ${width} 列`, `it has ${cells.length} cells where the header has ${width}`)
  const cell = (field: Field, most: number): string => {
    const at = columns[field]
    return at === undefined ? '' : plainLine(cells[at] ?? '', most)
  }
  const building = houses(cell('building', 60))
  if (!building) return no('本小区没有这个楼栋', 'its building is not of this community')
  const [place, name, phone] = [cell('place', 60), cell('name', 60), cell('phone', 40)]
  if (place === '') return no('没有房号', 'it has no flat')
  if (name === '') return no('没有姓名', 'it has no name')
  if (phone !== '' && !/^\+?[\d -]{5,24}$/.test(phone)) return no('电话不是号码', 'its phone is no number')
  const level = levelFrom(cell('level', 20))
  if (!level) return no('等级不是红、黄或绿', 'its level is not red, yellow or green')
  return { ok: true, household: { building, place, name, phone: phone || null, level, needs: cell('needs', 400) } }
}

const levelWords: Record<CareLevel, readonly string[]> = { red: ['red', '红', '红色'], yellow: ['yellow', '黄', '黄色'], green: ['green', '绿', '绿色'] }
const levelFrom = (text: string): CareLevel | null => careLevels.find((level) => levelWords[level].includes(text.toLowerCase())) ?? null

/** Finds a building's id by its code or name, also where "9 栋" is written for code 9. */
export function housesOf(buildings: readonly Pick<Building, 'id' | 'code' | 'name'>[]): Houses {
  const byName = new Map(buildings.flatMap(({ id, name }) => [[plain(name.zh), id], [plain(name.en), id]] as const))
  const byCode = new Map(buildings.map(({ id, code }) => [plain(code), id] as const))
  return (named) => {
    const name = plain(named)
    return byCode.get(name) ?? byName.get(name) ?? byCode.get(name.replace(/(栋|幢|号楼|号|楼)$/, '')) ?? null
  }
}
