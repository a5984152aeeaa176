import type { CommandRequest } from '#shared/commands.ts'
import { lifeSafetyKinds, type AlarmResponse } from '#shared/responses.ts'
import { idFrom } from '../journal/system.ts'
import { Refusal, type FieldError } from '../refusal.ts'

type Asked = CommandRequest<'response.set'>
type About = Pick<AlarmResponse, 'community' | 'kind' | 'severity'>

/**
 * The row that comes to hold, and the one whose place it takes, ended. Its id follows from how many there were about the same, so that of
 * two who set the same at once one is too late and decides again on the other's.
 * @throws Refusal invalid, each field named, where it takes life safety away, contradicts itself or says nothing new
 */
export function decideSet({ reason: _reason, ...said }: Asked, rows: readonly AlarmResponse[]): { row: AlarmResponse; replaced: AlarmResponse | null } {
  const errors = [...unsafe(said), ...backwards('clocks.start', [said.clocks.answer, said.clocks.start, said.clocks.arrive], unordered), ...backwards('escalate', said.escalate, overtaking)]
  const before = rows.filter((one) => aboutTheSame(one, said))
  const held = before.find(({ ended }) => !ended) ?? null
  if (held && sameWords(held, said)) errors.push({ field: 'clocks', message: nothingNew })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const { community, kind, severity } = said
  const row: AlarmResponse = { id: idFrom('response', community ?? '', kind ?? '', severity ?? '', before.length), version: 1, ...said, ended: false }
  return { row, replaced: held && over(held) }
}

/**
 * The row as it is once it has ended; alarms then follow the wider one.
 * @throws Refusal conflict for another version, illegal-move where it is over, invalid where it is part of the net under all others
 */
export function decideEnd(row: AlarmResponse, { version }: CommandRequest<'response.end'>): AlarmResponse {
  if (row.ended) throw new Refusal('illegal-move', { current: row })
  if (row.version !== version) throw new Refusal('conflict', { current: row })
  if (isNet(row)) throw new Refusal('invalid', { errors: [{ field: 'reason', message: net }] })
  return over(row)
}

/**
 * What the company says of all that is critical or major, and of what endangers lives. It can be said otherwise, but not left unsaid:
 * of an alarm that no row knows nobody would be told, and a kind that is new tomorrow is known by no other row than these.
 */
const isNet = ({ community, kind, severity }: AlarmResponse): boolean =>
  community === null && (kind === null ? severity === 'critical' || severity === 'major' : severity === null && lifeSafetyKinds.includes(kind))

const over = (row: AlarmResponse): AlarmResponse => ({ ...row, version: row.version + 1, ended: true })

const aboutTheSame = (a: About, b: About): boolean => a.community === b.community && a.kind === b.kind && a.severity === b.severity

const unsafe = ({ kind, lifeSafety }: Pick<Asked, 'kind' | 'lifeSafety'>): FieldError[] =>
  kind !== null && lifeSafetyKinds.includes(kind) && !lifeSafety ? [{ field: 'lifeSafety', message: forLives }] : []

/** Of several times after the alarm each is no sooner than the one before; what is not said does not count. */
function backwards(field: string, seconds: readonly (number | null)[], message: FieldError['message']): FieldError[] {
  const said = seconds.filter((one) => one !== null)
  return said.some((one, index) => one < (said[index - 1] ?? 0)) ? [{ field, message }] : []
}

const sameWords = (a: Omit<AlarmResponse, 'id' | 'version' | 'ended'>, b: Omit<AlarmResponse, 'id' | 'version' | 'ended'>): boolean => terms(a) === terms(b)
const terms = ({ lifeSafety, latching, clocks, escalate, order }: Omit<AlarmResponse, 'id' | 'version' | 'ended'>): string =>
  JSON.stringify([lifeSafety, latching, clocks.answer, clocks.start, clocks.arrive, escalate, order && [order.category, order.priority, order.facility]])

const forLives = { zh: '这类告警关乎生命，不能取消', en: 'Such alarms are about lives; this cannot be taken away' }
const unordered = { zh: '先应答，再处置，后到场', en: 'Seen comes first, then begun, then on site' }
const overtaking = { zh: '上级不能早于下级得知', en: 'Those further up cannot hear of it first' }
const nothingNew = { zh: '与现行规则完全相同', en: 'That is what follows anyway' }
const net = { zh: '这是兜底规则，只能更改，不能停用', en: 'It is the net under all others: it can be changed, not ended' }
