import { XMLBuilder } from 'fast-xml-parser'
import type { Activation } from '#shared/activations.ts'
import type { LonLat } from '#shared/geo.ts'
import { isDrill } from '#shared/modes.ts'
import type { Notice, Scene } from '#shared/plans.ts'
import { languages, type Bilingual, type Language } from '#shared/text.ts'
import { plainLine, plainText } from '../files/plain-text.ts'

/** Of what is warned in each scene, in the words of CAP. */
const natures = {
  typhoon: { category: 'Met', severity: 'Severe', certainty: 'Likely' },
  'heavy-rain': { category: 'Met', severity: 'Severe', certainty: 'Likely' },
  snow: { category: 'Met', severity: 'Moderate', certainty: 'Likely' },
  'public-health': { category: 'Health', severity: 'Severe', certainty: 'Observed' },
  fire: { category: 'Fire', severity: 'Extreme', certainty: 'Observed' },
  'lift-entrapment': { category: 'Rescue', severity: 'Moderate', certainty: 'Observed' },
  'burst-pipe': { category: 'Infra', severity: 'Moderate', certainty: 'Observed' },
  'power-cut': { category: 'Infra', severity: 'Moderate', certainty: 'Observed' },
  'gas-leak': { category: 'Safety', severity: 'Extreme', certainty: 'Observed' },
  intrusion: { category: 'Security', severity: 'Severe', certainty: 'Observed' },
  'falling-object': { category: 'Safety', severity: 'Moderate', certainty: 'Observed' },
  'lost-person': { category: 'Rescue', severity: 'Moderate', certainty: 'Observed' },
} as const satisfies Record<Scene, { category: string; severity: string; certainty: string }>

const words = {
  zh: { tag: 'zh-CN', drill: '【演练】', everywhere: '全小区', whom: '仅限本通知对象' },
  en: { tag: 'en-US', drill: '[Exercise] ', everywhere: 'The whole community', whom: 'For those it is addressed to' },
} as const satisfies Record<Language, { tag: string; drill: string; everywhere: string; whom: string }>
/** Milliseconds after which receivers take it off. */
const holds = 3_600_000
const drillNote = '演练，并非真实事件 / This is an exercise, not a real event'

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, indentBy: '  ' })
/** Characters that no XML document may hold, not even escaped. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** The community, and the outlines of the buildings that it is about or, where that is the whole of it, its own. */
export type Where = { community: Bilingual; outlines: readonly (readonly LonLat[])[] }
/** `id`: makes it one; `at`: an ISO instant. */
type Sent = { id: string; at: string; where?: Where | null }

/** A public warning by CAP 1.2, in both languages. Whatever its words hold is text, and nothing but text. */
export function capMessage(activation: Activation, notice: Notice, { id, at, where = null }: Sent): string {
  const open = notice.audience !== 'staff' && notice.audience !== 'in-need'
  const alert = {
    '@xmlns': 'urn:oasis:names:tc:emergency:cap:1.2',
    identifier: id,
    sender: `watchfloor.${activation.community}`,
    sent: instant(at),
    status: isDrill(activation.mode) ? 'Exercise' : 'Actual',
    msgType: 'Alert',
    scope: open ? 'Public' : 'Restricted',
    ...(!open && { restriction: `${words.zh.whom} / ${words.en.whom}` }),
    ...(isDrill(activation.mode) && { note: drillNote }),
    info: languages.map((language) => infoOf(activation, notice, language, { at, where })),
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ alert })}`
}

function infoOf(activation: Activation, notice: Notice, language: Language, { at, where }: Pick<Sent, 'at'> & { where: Where | null }): Record<string, unknown> {
  const { tag, drill, everywhere } = words[language]
  const { category, severity, certainty } = natures[activation.scene]
  const said = line(notice.text[language], 400)
  const rings = activation.area ? [activation.area] : (where?.outlines ?? [])
  return {
    language: tag,
    category,
    event: line(activation.name[language], 200) || activation.scene,
    urgency: 'Immediate',
    severity,
    certainty,
    expires: instant(new Date(Date.parse(at) + holds).toISOString()),
    headline: `${isDrill(activation.mode) ? drill : ''}${said}`,
    description: text(`${notice.to[language]}: ${said}`, 2_000),
    area: { areaDesc: [where?.community[language] ?? '', activation.place].map((said) => line(said, 200)).filter(Boolean).join(' ') || everywhere, ...(rings.length > 0 && { polygon: rings.map((ring) => ring.map(corner).join(' ')) }) },
  }
}

const line = (said: string, most: number): string => plainLine(said.replace(unwritable, ''), most)
const text = (said: string, most: number): string => plainText(said.replace(unwritable, ''), most)
/** CAP writes latitude first. */
const corner = ([lon, lat]: LonLat): string => `${lat.toFixed(6)},${lon.toFixed(6)}`
/** Without fractions, and with "-00:00" for UTC, as the standard wants it. */
const instant = (at: string): string => `${new Date(at).toISOString().slice(0, 19)}-00:00`
