import type { Bilingual, Language } from '#shared/text.ts'

/** A building as an address names it. */
export type Named = { id: string; code: string; name: Bilingual }
/** What an address says: the building that it names, and the rest as it is written down. `unknown`: it names one that is not there. */
export type ReadPlace = { building: string | null; place: string; unknown: string | null }

const number = '[A-Za-z]?\\d{1,3}[A-Za-z]?|[A-Za-z]'
const room = '[A-Za-z]?\\d{2,4}[A-Za-z]?'
const patterns = [
  // 9栋2单元1201, 9 号楼 1201 室, A座 302
  new RegExp(`^(?:第)?(${number})\\s*(?:号楼|栋|幢|座|号|楼)\\s*(?:(\\d{1,2}|[A-Za-z])\\s*(?:单元|门)\\s*)?(.*)$`),
  // building 9 unit 2 room 1201
  new RegExp(`^(?:building|bldg\\.?|tower|block)\\s*(${number})\\b[\\s,]*(?:unit\\s*(\\d{1,2}|[A-Za-z])\\b[\\s,]*)?(.*)$`, 'i'),
  // 9-2-1201, 9/2/1201, 9 2 1201
  new RegExp(`^(${number})\\s*[-/#.\\s]\\s*(\\d{1,2})\\s*[-/#.\\s]\\s*(${room})$`),
  // 9-1201: without a unit
  new RegExp(`^(${number})\\s*[-/#\\s]\\s*()(\\d{3,4}[A-Za-z]?)$`),
]

const plain = (text: string): string => text.normalize('NFKC').trim().replaceAll(/[–—−]/g, '-').replaceAll(/\s+/g, ' ')
const bare = (text: string): string => plain(text).toLowerCase().replaceAll(/\s/g, '')
const withoutZeros = (text: string): string => text.toLowerCase().replace(/^0+(?=\d)/, '')

/** An address as somebody types it while they listen: building, unit and room are recognised in the usual ways of writing them. */
export function readPlace(typed: string, buildings: readonly Named[], language: Language): ReadPlace {
  const text = plain(typed)
  const named = buildings
    .flatMap((building) => [building.name.zh, building.name.en].map((name) => ({ building, name: bare(name) })))
    .filter(({ name }) => name.length > 1 && bare(text).startsWith(name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  for (const pattern of patterns) {
    const [whole, code, unit, rest = ''] = pattern.exec(text) ?? []
    if (whole === undefined || code === undefined) continue
    const building = buildings.find((one) => withoutZeros(one.code) === withoutZeros(code)) ?? buildings.find((one) => numberOf(one) === withoutZeros(code)) ?? named?.building
    if (building) return { building: building.id, place: placeText(unit || null, rest, language), unknown: null }
    if (!named) return { building: null, place: text, unknown: code }
  }
  if (named) return { building: named.building.id, place: afterName(text, named.name), unknown: null }
  return { building: null, place: text, unknown: null }
}

/** "9 栋": 9. */
const numberOf = ({ name }: Named): string | null => {
  const [, code] = new RegExp(`^(${number})\\s*(?:号楼|栋|幢|座|楼)$`).exec(plain(name.zh)) ?? []
  return code === undefined ? null : withoutZeros(code)
}

function placeText(unit: string | null, rest: string, language: Language): string {
  const [, number, said = ''] = /^([A-Za-z]?\d{2,4}[A-Za-z]?)\s*(?:室|号|房|户)?(.*)$/.exec(rest.replace(/^(?:room|flat|apt\.?)\s*/i, '').replace(/^[-,，\s]+/, '')) ?? []
  const parts = [unit && (language === 'zh' ? `${unit} 单元` : `unit ${unit}`), number === undefined ? rest.trim() : number, said.trim()]
  return parts.filter(Boolean).join(' ')
}

/** The rest of a text behind a name that was compared without its spaces. */
function afterName(text: string, name: string): string {
  let at = 0
  for (let left = name.length; left > 0 && at < text.length; at++) if (text[at] !== ' ') left--
  return text.slice(at).replace(/^[-,，\s]+/, '')
}
