import { instructions } from '#db/schema/instructions.ts'
import type { FactName } from '#shared/facts.ts'
import type { Instruction } from '#shared/instructions.ts'
import { change, type Work } from '../journal/change.ts'

/** The work that makes an instruction what it is; it no longer expires. */
export const workOf = (body: Instruction, fact: Extract<FactName, `instruction.${string}`>, detail: Record<string, unknown> = {}): Work => ({
  changes: [change(instructions, body, { name: fact, body })],
  timers: [body.state === 'waiting' ? { key: timerOf(body.id), name: 'instruction.expire', subject: body.id, dueAt: body.expiresAt } : { key: timerOf(body.id), dueAt: null }],
  reply: { fact, body }, community: body.community, mode: body.mode, detail: { instruction: body.id, device: body.device, action: body.action, ...detail },
})

const timerOf = (id: string): string => `instruction:${id}:expire`
