import type { Severity } from '#shared/alarms.ts'
import type { LonLat } from '#shared/geo.ts'
import type { Warning } from '#shared/warnings.ts'
import { plainLine, plainText } from '../files/plain-text.ts'
import type { FieldError } from '../refusal.ts'
import { CapFields } from './cap-fields.ts'
import type { Element } from './cap-xml.ts'

export type CapArea = Warning['areas'][number] & { /** Values of its geocodes, whatever their scheme. */ codes: string[] }

/** One `info`: what is warned of, in one language. */
export type CapInfo = {
  text: Warning['texts'][number]
  categories: string[]
  severity: Severity
  urgency: string
  certainty: string
  allClear: boolean
  onsetAt: string | null
  expiresAt: string | null
  areas: CapArea[]
}

const severities = { Extreme: 'critical', Severe: 'major', Moderate: 'minor', Minor: 'notice', Unknown: 'notice' } as const satisfies Record<string, Severity>
const same = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]))
const urgencies = same('Immediate', 'Expected', 'Future', 'Past', 'Unknown')
const certainties = { ...same('Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'), 'Very Likely': 'Likely' }
const categories = ['Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other']
const mostAreas = 200

const words = {
  category: { zh: `应为 ${categories.join('、')} 之一`, en: `One of ${categories.join(', ')} is wanted` },
  areas: { zh: '区域超过 200 个', en: 'It has more than 200 areas' },
  polygon: { zh: '应为至少三个顶点的“纬度,经度”，以空格分隔', en: 'At least three corners "latitude,longitude" parted by spaces are wanted' },
  circle: { zh: '应为“纬度,经度 半径（公里）”', en: '"latitude,longitude radius in km" is wanted' },
} as const

/** @param errors to which what is wrong is added */
export function readInfo(element: Element, path: string, errors: FieldError[]): CapInfo {
  const fields = new CapFields(element, path, errors)
  const given = fields.all('category').map(({ text }) => text)
  if (given.length === 0) fields.must('category')
  if (given.some((one) => !categories.includes(one))) fields.wrong('category', words.category)
  const text: CapInfo['text'] = {
    language: plainLine(fields.text('language'), 40) || 'en-US',
    event: plainLine(fields.must('event'), 200),
    headline: plainText(fields.text('headline'), 500),
    description: plainText(fields.text('description'), 20_000),
    instruction: plainText(fields.text('instruction'), 20_000),
    web: webOf(fields.text('web')),
  }
  const areas = fields.all('area')
  if (areas.length > mostAreas) fields.wrong('area', words.areas)
  return {
    text,
    categories: given,
    severity: fields.mustBeOf('severity', severities),
    urgency: fields.mustBeOf('urgency', urgencies),
    certainty: fields.mustBeOf('certainty', certainties),
    allClear: fields.all('responseType').some((one) => one.text === 'AllClear'),
    onsetAt: fields.instant('onset') ?? fields.instant('effective'),
    expiresAt: fields.instant('expires'),
    areas: areas.slice(0, mostAreas).map((area, at) => readArea(area, `${path}.area[${at}]`, errors)),
  }
}

/** Only what a browser may open without harm, and even that is shown as text. */
function webOf(text: string): string | null {
  return /^https?:\/\/\S{1,490}$/i.test(text) ? plainLine(text, 500) : null
}

function readArea(element: Element, path: string, errors: FieldError[]): CapArea {
  const fields = new CapFields(element, path, errors)
  return {
    words: plainText(fields.must('areaDesc'), 2_000),
    rings: fields.all('polygon').flatMap(({ text }): LonLat[][] => {
      const ring = ringOf(text)
      if (!ring) fields.wrong('polygon', words.polygon)
      return ring ? [ring] : []
    }),
    circles: fields.all('circle').flatMap(({ text }) => {
      const circle = circleOf(text)
      if (!circle) fields.wrong('circle', words.circle)
      return circle ? [circle] : []
    }),
    codes: fields.all('geocode').flatMap((code) => code.children.filter(({ name }) => name === 'value').map((value) => plainLine(value.text, 120))),
  }
}

/** CAP writes latitude first; here longitude is first. */
function pointOf(text: string): LonLat | null {
  const [, lat, lon] = /^([+-]?\d{1,3}(?:\.\d{1,12})?),([+-]?\d{1,3}(?:\.\d{1,12})?)$/.exec(text) ?? []
  const [y, x] = [Number(lat), Number(lon)]
  return lat !== undefined && Math.abs(y) <= 90 && Math.abs(x) <= 180 ? [x, y] : null
}

/** Closed, whatever its shape; null where a corner cannot be read or three are not there. */
function ringOf(text: string): LonLat[] | null {
  const corners = text.split(/\s+/).filter((one) => one !== '').map(pointOf)
  const ring = corners.filter((corner) => corner !== null)
  const [first] = ring
  if (!first || ring.length < corners.length) return null
  const last = ring.at(-1)
  const closed = last && last[0] === first[0] && last[1] === first[1] ? ring : [...ring, first]
  return closed.length >= 4 ? closed : null
}

function circleOf(text: string): CapArea['circles'][number] | null {
  const [, at = '', radius = ''] = /^(\S+)\s+(\d{1,5}(?:\.\d{1,9})?)$/.exec(text.trim()) ?? []
  const middle = pointOf(at)
  return middle && Number(radius) <= 20_100 ? { middle, metres: Number(radius) * 1000 } : null
}
