import { mostMadeUp, type Drill, type Inject } from '#shared/drills.ts'
import type { Plan } from '#shared/plans.ts'
import { bilingual, type Bilingual } from '#shared/text.ts'
import type { CommandRequest } from '#shared/commands.ts'
import type { TimerChange } from '../journal/change.ts'
import { Refusal, type FieldError } from '../refusal.ts'

type About = Omit<CommandRequest<'drill.plan'>, 'community' | 'plan'>

const day = 86_400_000
/** For how long after its end a drill is scored, milliseconds. */
export const scoredFor = 14 * day

const messages = {
  past: { zh: '演练时间应在将来', en: 'A drill is planned for the future' },
  doubled: { zh: '编号重复', en: 'This key is there twice' },
  alarm: { zh: '请说明是什么告警', en: 'Say which alarm it is' },
  noAlarm: { zh: '只有告警类投放才带告警', en: 'Only an inject of the kind alarm has one' },
  device: { zh: '本小区没有此设备', en: 'No such device in this community' },
  photo: { zh: '照片须由本人刚刚上传，或属于本小区的工单', en: 'A photo must be one that you just handed in, or one of an order of this community' },
  inject: { zh: '没有此投放，或已投放过', en: 'There is no such inject, or it was put in already' },
  made: { zh: '请选来电、照片或口头情况，并写明内容', en: 'Choose a call, a photo or word, and say what' },
  photoKind: { zh: '只有照片类投放才带照片', en: 'Only an inject of the kind photo has one' },
  full: { zh: `临时投放最多 ${mostMadeUp} 次`, en: `At most ${mostMadeUp} can be made up in a drill` },
  objective: { zh: '没有此评分项', en: 'There is no such objective' },
  struck: { zh: '您的评分已被划去，不能再评', en: 'Your score was struck out and cannot be given again' },
} as const satisfies Record<string, Bilingual>
export const wrong = (field: string, message: keyof typeof messages): Refusal => new Refusal('invalid', { errors: [{ field, message: messages[message] }] })

/** What exists of all that is named. */
export type Known = { devices: ReadonlySet<string>; photos: ReadonlySet<string> }

/** What is known of a drill before it is held; without objectives they are the plan's own. */
export function readAbout({ plannedAt, objectives, injects, note }: About, plan: Pick<Plan, 'measures'>, known: Known, now: number): Pick<Drill, 'plannedAt' | 'objectives' | 'injects' | 'note'> {
  const measured = objectives ?? plan.measures
  const errors: FieldError[] = Date.parse(plannedAt) > now ? [] : [{ field: 'plannedAt', message: messages.past }]
  const say = (field: string, message: Bilingual): void => void errors.push({ field, message })
  doubledIn(measured).forEach((at) => say(`objectives[${at}].key`, messages.doubled))
  doubledIn(injects).forEach((at) => say(`injects[${at}].key`, messages.doubled))
  injects.forEach(({ kind, alarm, photo }, at) => {
    if (kind === 'alarm' && !alarm) say(`injects[${at}].alarm`, messages.alarm)
    if (kind !== 'alarm' && alarm) say(`injects[${at}].alarm`, messages.noAlarm)
    if (alarm?.device && !known.devices.has(alarm.device)) say(`injects[${at}].alarm.device`, messages.device)
    if (photo && !known.photos.has(photo)) say(`injects[${at}].photo`, messages.photo)
  })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  return { plannedAt: new Date(plannedAt).toISOString(), objectives: measured, injects, note: note || null }
}

const doubledIn = (rows: readonly { key: string }[]): number[] => rows.flatMap(({ key }, at) => (rows.findIndex((other) => other.key === key) < at ? [at] : []))

/** Before it is held, by who has seen it as it is. */
export function stillPlanned(drill: Drill, version: number): Drill {
  if (drill.state !== 'planned') throw new Refusal('illegal-move', { current: drill })
  if (drill.version !== version) throw new Refusal('conflict', { current: drill })
  return drill
}

export const injectTimer = (drill: string, inject: string): string => `drill:${drill}:inject:${inject}`

/** When each inject of its script comes, from the moment the drill started. */
export function scriptTimers(drill: Drill): TimerChange[] {
  const from = Date.parse(drill.startedAt ?? '')
  return (drill.injects ?? []).flatMap(({ key, minutes, at }) =>
    typeof minutes === 'number' && !at ? [{ key: injectTimer(drill.id, key), name: 'drill.inject', subject: drill.id, dueAt: new Date(from + minutes * 60_000).toISOString() }] : [],
  )
}

export const endedTimers = (drill: Drill): TimerChange[] =>
  (drill.injects ?? []).flatMap(({ key, minutes }) => (typeof minutes === 'number' ? [{ key: injectTimer(drill.id, key), dueAt: null }] : []))

/** The inject put in at `now`; null where it is not there, was put in, or nothing runs. */
export function putIn(drill: Drill, key: string, now: number): Drill | null {
  const fits = (one: Inject): boolean => one.key === key && !one.at
  if (drill.state !== 'running' || !drill.injects?.some(fits)) return null
  return { ...drill, version: drill.version + 1, injects: drill.injects.map((one) => (fits(one) ? { ...one, at: new Date(now).toISOString() } : one)) }
}

/** By hand: one of the script, or one made up now. What came in by the clock since it was looked at stands in nobody's way. */
export function decideInject(drill: Drill, { version, inject, kind, text, photo }: CommandRequest<'drill.inject'>, known: Pick<Known, 'photos'>, now: number): { drill: Drill; key: string } {
  if (drill.state !== 'running') throw new Refusal('illegal-move', { current: drill })
  if (version > drill.version) throw new Refusal('conflict', { current: drill })
  if (inject) {
    const next = putIn(drill, inject, now)
    if (!next) throw wrong('inject', 'inject')
    return { drill: next, key: inject }
  }
  if (!kind || kind === 'alarm' || !text) throw wrong(text ? 'kind' : 'text', 'made')
  if (photo && kind !== 'photo') throw wrong('photo', 'photoKind')
  if (photo && !known.photos.has(photo)) throw wrong('photo', 'photo')
  const before = drill.injects ?? []
  if (before.filter((one) => one.key.startsWith(byHand)).length >= mostMadeUp) throw wrong('text', 'full')
  const key = freshKey(before)
  const made: Inject = { key, minutes: null, kind, text: bilingual(text), at: new Date(now).toISOString(), ...(photo && { photo }) }
  return { drill: { ...drill, version: drill.version + 1, injects: [...before, made] }, key }
}

const byHand = 'by-hand-'

function freshKey(injects: readonly Inject[]): string {
  for (let n = 1; ; n++) if (!injects.some(({ key }) => key === `${byHand}${n}`)) return `${byHand}${n}`
}

/** Whether it is scored: while it runs, and for two weeks after it ended. */
export function isScored({ state, endedAt }: Drill, now: number): boolean {
  return state === 'running' || (state === 'ended' && endedAt !== null && now - Date.parse(endedAt) < scoredFor)
}

/** Each objective once, and one that the drill has. */
export function checkRated(drill: Drill, rated: CommandRequest<'score.give'>['rated']): void {
  rated.forEach(({ objective }, at) => {
    if (!drill.objectives?.some(({ key }) => key === objective)) throw wrong(`rated[${at}].objective`, 'objective')
    if (rated.findIndex((other) => other.objective === objective) < at) throw wrong(`rated[${at}].objective`, 'doubled')
  })
}
