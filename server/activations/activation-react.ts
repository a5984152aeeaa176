import { real } from '#shared/modes.ts'
import type { Activation, ActivationNote } from '#shared/activations.ts'
import type { Drill } from '#shared/drills.ts'
import type { Fact } from '#shared/facts.ts'
import type { Bilingual } from '#shared/text.ts'
import type { Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import type { Reaction } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { goneTimer } from './activation-clocks.ts'
import { findActivation, runningIn, runningWith } from './activation-store.ts'
import { workOf } from './activation-work.ts'
import { noting } from './decision.ts'
import { held } from './flow-rules.ts'
import { noted } from './note-rules.ts'

/** What a running plan makes of what happens around it: steps of people who went go on to others, what a drill puts in is noted. */
export const activationReaction: Reaction = {
  name: 'activation.follow',
  async react(parts, fact, now) {
    switch (fact.name) {
      case 'person.left':
        return gone(fact.body.community, fact.body.id, await runningWith(parts, fact.body.id), now)
      case 'shift.missed':
      case 'shift.cancelled':
        return gone(fact.body.community, fact.body.person, await runningIn(parts, fact.body.community), now)
      case 'drill.injected':
        return injected(parts, fact.body, fact)
      default:
        return null
    }
  },
}

/** `community`: where it happened. */
function gone(community: string, person: string, running: readonly Activation[], now: number): Work | null {
  const theirs = running.filter((activation) => held(activation, person) > 0)
  if (theirs.length === 0) return null
  return { changes: [], timers: theirs.map((activation) => goneTimer(activation, person, now)), reply: null, community, mode: real, detail: { person, activations: theirs.length } }
}

async function injected(parts: Parts, drill: Drill, { by }: Fact): Promise<Work | null> {
  const activation = drill.activation ? await findActivation(parts, drill.activation) : null
  if (activation?.state !== 'running') return null
  const put = (drill.injects ?? []).filter(({ at }) => at)
  const newest = put.map(({ at }) => at ?? '').toSorted().at(-1)
  const notes = put
    .filter(({ at }) => at === newest)
    .map(({ key, kind, text, photo, at }): ActivationNote => ({ id: idFrom('plan-inject', drill.id, key), at: at ?? '', by: by.name, kind, text: said(text), inject: true, ...(photo && { photos: [photo] }) }))
    .filter(({ id }) => !activation.notes?.some((one) => one.id === id))
  return notes.length === 0 ? null : workOf(noting(activation, 'activation.noted', noted(activation, ...notes)))
}

/** Nobody knows who reads it. */
const said = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh} / ${en}`)
