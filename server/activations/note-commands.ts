import { v7 } from 'uuid'
import { activations } from '#db/schema/activations.ts'
import type { Activation, ActivationNote } from '#shared/activations.ts'
import { change, type Work } from '../journal/change.ts'
import { checkConfirmed } from '../live/confirmed.ts'
import type { Call, CommandHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { onWire } from './activation-wire.ts'
import { messageOf } from './message-work.ts'
import { messageNote } from './message-rules.ts'
import { noted } from './note-rules.ts'
import { photosOf } from './photo-work.ts'
import { whereOf } from './place-store.ts'
import { allowedPlan, checkRuns } from './plan-allowed.ts'
import { wrong } from './step-refusals.ts'

export const noteCommands: CommandHandlers<'activation.note' | 'activation.message'> = {
  'activation.note': note,
  'activation.message': message,
}

async function note(parts: Parts, { id, request: { text, step, photos }, caller, now }: Call<'activation.note'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.note', id)
  checkRuns(activation)
  if (step && !activation.steps.some(({ key }) => key === step)) throw wrong('step')
  const attached = await photosOf(parts, caller, activation.id, photos ?? [])
  const said: ActivationNote = {
    id: v7(), at: new Date(now).toISOString(), by: caller.actor.name, kind: attached.length > 0 ? 'photo' : 'note', text, ...(step && { step }), ...(photos && photos.length > 0 && { photos }),
  }
  const work = workOf('activation.noted', activation, said)
  return { ...work, changes: [...work.changes, ...attached] }
}

/** What the room says to those around, by the company's gateway or as a public warning; of a drill nothing leaves. */
async function message(parts: Parts, { id, request, caller, now }: Call<'activation.message'>): Promise<Work> {
  const { activation } = await allowedPlan(parts, caller, 'activation.message', id)
  checkConfirmed(request, now)
  checkRuns(activation)
  const { audience, way, to, text, reason } = request
  const said: ActivationNote = { id: v7(), at: new Date(now).toISOString(), by: caller.actor.name, kind: 'message', text: messageNote({ to, text }) }
  const where = way === 'cap' ? await whereOf(parts, activation) : null
  const leaving = messageOf(activation, { audience, way, to, text }, { id: said.id, step: null, at: said.at, where })
  return { ...workOf('activation.messaged', activation, said, { audience, way, reason }), outlet: [leaving] }
}

function workOf(fact: 'activation.noted' | 'activation.messaged', activation: Activation, said: ActivationNote, detail: Record<string, unknown> = {}): Work {
  const next = noted(activation, said)
  const body = onWire(next)
  return { changes: [change(activations, next, { name: fact, body })], reply: { fact, body }, community: activation.community, mode: activation.mode, detail: { note: said.id, ...detail } }
}
