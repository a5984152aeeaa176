import { activations } from '#db/schema/activations.ts'
import { resources } from '#db/schema/resources.ts'
import type { ActivationStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { change, type Change, type OutletMessage, type Work } from '../journal/change.ts'
import { idFrom } from '../journal/system.ts'
import { timersBetween } from './activation-clocks.ts'
import { onWire } from './activation-wire.ts'
import type { Where } from './cap-message.ts'
import type { Decision } from './decision.ts'
import { messageOf } from './message-work.ts'

/** `first`, `changes`: rows of other tables that go along, before it and after. `where`: its place, as public warnings say it. */
export type Besides = { first?: Change[]; changes?: Change[]; where?: Where | null; detail?: Record<string, unknown> }

/** A decision as work for the journal: in a drill every message is captured and no stock goes down. */
export function workOf({ before, told, opened, taken }: Decision, { first: earlier = [], changes = [], where, detail = {} }: Besides = {}): Work {
  const first = told[0]
  const last = told.at(-1)?.activation
  if (!first || !last) throw new Error('a decision that tells nothing')
  const wires = told.map(({ fact, activation }) => ({ fact, activation, body: onWire(activation) }))
  return {
    changes: [
      ...earlier,
      ...wires.map(({ fact, activation, body }) => change(activations, { ...activation, steps: body.steps }, { name: fact, body })),
      ...(isDrill(last.mode) ? [] : taken.map((resource) => change(resources, resource, { name: 'resource.drawn', body: resource }))),
      ...changes,
    ],
    timers: timersBetween(before, last),
    outlet: opened.flatMap((step): OutletMessage[] => (step.notify ? [messageOf(last, step.notify, { id: messageId(last.id, step), step: step.key, at: step.openedAt ?? last.startedAt, where })] : [])),
    reply: { fact: first.fact, body: onWire(last) },
    community: last.community,
    mode: last.mode,
    detail,
  }
}

/** Each round of a step sends its message once. */
const messageId = (activation: string, { key, round }: ActivationStep): string => idFrom('notify', activation, key, ...(round ? [round] : []))
