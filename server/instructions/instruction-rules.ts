import type { z } from 'zod'
import type { Device } from '#shared/devices.ts'
import { real } from '#shared/modes.ts'
import { instructionStays, type GiveInstruction, type Instruction, type unreached } from '#shared/instructions.ts'
import { unconfirmed } from '../live/confirmed.ts'
import { Refusal, type FieldError } from '../refusal.ts'

const notSet = { zh: '此设备没有设置这个操作', en: 'This device is not set up for it' } as const
const otherCode = { zh: '与设备编号不一致', en: 'It is not the code of this device' } as const

type Given = { id: string; request: z.infer<typeof GiveInstruction>; device: Pick<Device, 'id' | 'community' | 'code' | 'actions'>; by: string; now: number }

/**
 * What is told to the device; in a drill it is only written down. `now` in epoch milliseconds.
 * @throws Refusal invalid, by field
 */
export function decideGiving({ id, request, device, by, now }: Given): Instruction {
  const errors: FieldError[] = [
    ...(device.actions?.includes(request.action) ? [] : [{ field: 'action', message: notSet }]),
    ...(request.confirm === device.code ? [] : [{ field: 'confirm', message: otherCode }]),
    ...unconfirmed(request.at, now),
  ]
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  return {
    id, version: 1, community: device.community, device: device.id, action: request.action, reason: request.reason, by,
    at: new Date(now).toISOString(), expiresAt: new Date(now + instructionStays).toISOString(),
    state: request.drill ? 'captured' : 'waiting', answeredAt: null, answer: '', mode: request.drill ?? real,
  }
}

/** Null where it was answered before. */
export const decideExpiry = (held: Instruction): Instruction | null => (held.state === 'waiting' ? { ...held, version: held.version + 1, state: 'expired' } : null)

/** It could not be told to anybody. Null where something came of it meanwhile. */
export const decideUnreached = (held: Instruction, why: (typeof unreached)[number]): Instruction | null =>
  held.state === 'waiting' ? { ...held, version: held.version + 1, state: 'refused', answer: why } : null

/** What a device answered. One that comes late is written down and changes nothing: the room was told that it did not come. Null for one that came before. */
export function decideAnswer(held: Instruction, body: unknown, now: number): Instruction | null {
  if (held.answeredAt !== null || (held.state !== 'waiting' && held.state !== 'expired')) return null
  const { done, words } = readAnswer(body)
  const inTime = held.state === 'waiting' && now <= Date.parse(held.expiresAt)
  return { ...held, version: held.version + 1, state: inTime ? (done ? 'done' : 'refused') : 'expired', answeredAt: new Date(now).toISOString(), answer: words }
}

const longest = 400

/** Done is only what says so: `{"success":true}`. `words`: as it says them, else as it came. */
export function readAnswer(body: unknown): { done: boolean; words: string } {
  const { success, error, message } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const words = [error, message].find((text) => typeof text === 'string') ?? (success === true ? '' : (JSON.stringify(body) ?? ''))
  return { done: success === true && (error === undefined || error === null), words: storable(String(words).slice(0, longest)) }
}

/** PostgreSQL holds neither NUL nor half of a surrogate pair. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\0', '\uFFFD')).toString()

/** By which a device names it when it answers: the protocols want a number, and the same message sent twice must have the same. */
export const numberOf = (instruction: string): number => Number.parseInt(instruction.replaceAll('-', '').slice(-8), 16) & 0x7fff_ffff
