import type { Activation } from './activations.ts'
import { isStanding, probe, type Alarm } from './alarms.ts'
import { nounOf, type Fact, type FactBody, type FactName, type Noun } from './facts.ts'
import { isOpenOrder, type Order } from './orders.ts'
import type { PatrolRun } from './patrol.ts'
import type { Person } from './people.ts'
import type { Shift } from './shifts.ts'

/** What a watch can show. Other nouns are read by GET and only announced as changed. */
export const shown = ['order', 'alarm', 'person', 'shift', 'run', 'activation'] as const satisfies Noun[]
export type Shown = (typeof shown)[number]

type Entities = { order: Order; alarm: Alarm; person: Person; shift: Shift; run: PatrolRun; activation: Activation }

/** What a screen holds of the live nouns: those that still matter, by id. */
export type Picture = { [N in Shown]: ReadonlyMap<string, Entities[N]> }
export type PictureRows = { [N in Shown]: Entities[N][] }

export const emptyPicture = (): Picture => pictureOf({ order: [], alarm: [], person: [], shift: [], run: [], activation: [] })

export function pictureOf(rows: PictureRows): Picture {
  const byId = <T extends { id: string }>(list: T[]): ReadonlyMap<string, T> => new Map(list.map((row) => [row.id, row]))
  return {
    order: byId(rows.order), alarm: byId(rows.alarm), person: byId(rows.person),
    shift: byId(rows.shift), run: byId(rows.run), activation: byId(rows.activation),
  }
}

/** What leaves the picture once it is over. The snapshot's SQL says the same; a test compares them. */
const matters: { [N in Shown]: (entity: Entities[N]) => boolean } = {
  order: isOpenOrder,
  alarm: (alarm) => isStanding(alarm) && alarm.mode !== probe,
  person: (person) => !person.leftAt,
  shift: (shift) => shift.state !== 'cancelled',
  run: (run) => run.state === 'walking',
  activation: (activation) => activation.state === 'running' || activation.state === 'asked',
}

export const isShown = (noun: Noun): noun is Shown => (shown as readonly Noun[]).includes(noun)

/** Applies facts in order. Maps that change are copied once, the others keep their identity. */
export function applyFacts(picture: Picture, facts: readonly Fact[]): Picture {
  const next = { ...picture }
  const copied = new Set<Shown>()
  for (const fact of facts) {
    const noun = nounOf(fact.name)
    if (!isShown(noun)) continue
    if (!copied.has(noun)) {
      copied.add(noun)
      Object.assign(next, { [noun]: new Map<string, unknown>(next[noun]) })
    }
    put(next, noun, fact.body)
  }
  return next
}

function put<N extends Shown>(picture: Picture, noun: N, body: FactBody<FactName>): void {
  const map = picture[noun] as Map<string, Entities[N]>
  const entity = body as Entities[N]
  const held = map.get(entity.id)
  if (held && held.version >= entity.version) return
  if (matters[noun](entity)) map.set(entity.id, entity)
  else map.delete(entity.id)
}
