import type { Bilingual } from '#shared/text.ts'
import type { Warning } from '#shared/warnings.ts'
import { plainLine } from '../files/plain-text.ts'
import type { FieldError } from '../refusal.ts'
import { readInfo, type CapInfo } from './cap-info.ts'
import { CapFields, instant } from './cap-fields.ts'
import type { Element } from './cap-xml.ts'

/** What a message of CAP says, of all its languages. Instants are ISO. */
export type CapMessage = {
  type: 'alert' | 'update' | 'cancel'
  identifier: string
  sender: string
  sentAt: string
  status: Warning['status']
  /** Those whose place it takes, or that it ends. */
  references: { sender: string; identifier: string; sentAt: string | null }[]
  /** It says that what was warned of is over. */
  allClear: boolean
  infos: CapInfo[]
}

export type CapRead = { kind: 'message'; message: CapMessage } | { kind: 'ignored'; why: Bilingual } | { kind: 'refused'; errors: FieldError[] }

const statuses = { Actual: 'actual', Exercise: 'exercise', Test: 'test', System: null, Draft: null } as const
const types = { Alert: 'alert', Update: 'update', Cancel: 'cancel', Ack: null, Error: null } as const
const scopes = { Public: true, Restricted: true, Private: true } as const
const most = { infos: 20, references: 500, corners: 10_000 }

const words = {
  infos: { zh: '至少一段 info，最多 20 段', en: 'One info at least, 20 at most' },
  corners: { zh: '多边形顶点共超过 1 万个', en: 'Its polygons have more than 10,000 corners' },
  references: { zh: '取消须注明所取消的预警：sender,identifier,sent', en: 'A cancellation must name what it cancels: sender,identifier,sent' },
} as const

/** Reads an alert by the rules of CAP 1.2 that matter here. A signature in it is not checked: the key of the door says who sends. */
export function readCap(alert: Element): CapRead {
  const fields = new CapFields(alert, 'alert')
  const identifier = plainLine(fields.must('identifier'), 300)
  const sender = plainLine(fields.must('sender'), 300)
  const sentAt = fields.mustInstant('sent')
  const status = fields.mustBeOf('status', statuses)
  const type = fields.mustBeOf('msgType', types)
  fields.mustBeOf('scope', scopes)
  if (fields.errors.length > 0) return { kind: 'refused', errors: fields.errors }
  if (status === null) return { kind: 'ignored', why: { zh: '系统消息和草稿不处理', en: 'A system message or a draft: nothing was done' } }
  if (type === null) return { kind: 'ignored', why: { zh: '回执和出错通知不处理', en: 'An acknowledgement or a report of an error: nothing was done' } }

  const references = referencesOf(fields.text('references'))
  const elements = fields.all('info')
  if (type === 'cancel' && references.length === 0) fields.wrong('references', words.references)
  if (elements.length > most.infos || (elements.length === 0 && type !== 'cancel')) fields.wrong('info', words.infos)
  const infos = fields.errors.length > 0 || type === 'cancel' ? [] : elements.map((element, at) => readInfo(element, `alert.info[${at}]`, fields.errors))
  if (infos.flatMap(({ areas }) => areas.flatMap(({ rings }) => rings.flat())).length > most.corners) fields.wrong('info', words.corners)
  if (fields.errors.length > 0) return { kind: 'refused', errors: fields.errors.slice(0, 20) }
  return { kind: 'message', message: { type, identifier, sender, sentAt, status, references, allClear: infos.length > 0 && infos.every(({ allClear }) => allClear), infos } }
}

/** "sender,identifier,sent", parted by white space. */
function referencesOf(text: string): CapMessage['references'] {
  return text.split(/\s+/).filter((one) => one !== '').slice(0, most.references).flatMap((one) => {
    const [sender, identifier, sent] = one.split(',')
    return sender && identifier ? [{ sender: sender.slice(0, 300), identifier: identifier.slice(0, 300), sentAt: instant(sent ?? '') }] : []
  })
}

