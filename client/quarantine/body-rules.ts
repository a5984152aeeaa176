import type { Quarantined } from '#shared/quarantine.ts'

/** Why a body has not the form of its door; null where it has. `line`: where, from 1, if that is known. */
export type Flaw = { form: 'json' | 'xml'; line: number | null }

export function flawOf(door: Quarantined['door'], body: string): Flaw | null {
  if (door === 'cap') return new DOMParser().parseFromString(body, 'application/xml').querySelector('parsererror') ? { form: 'xml', line: null } : null
  try {
    JSON.parse(body)
    return null
  } catch (error) {
    return { form: 'json', line: lineOf(body, String(error)) }
  }
}

function lineOf(body: string, said: string): number | null {
  const [, position] = /position (\d+)/.exec(said) ?? []
  return position === undefined ? null : body.slice(0, Number(position)).split('\n').length
}

/** Laid out for reading, where it is JSON. */
export function laidOut(door: Quarantined['door'], body: string): string {
  if (door === 'cap') return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

const piece = 16 * 1024
/** A body as long as the quarantine keeps had more behind it. */
export const wasCut = ({ door, body }: Pick<Quarantined, 'door' | 'body'>): boolean =>
  new TextEncoder().encode(body).length >= (door === 'cap' || door === 'alertmanager' ? 16 * piece : piece) - 3

/** Messages that came through one door and are wrong in the same way. */
export type Alike = { key: string; door: Quarantined['door']; reason: Quarantined['reason'][number]; messages: Quarantined[] }

const atPlace = (field: string): string => field.replaceAll(/\[\d+\]/g, '[]')

/** Groups of at least three that still wait, largest first. */
export function alike(messages: readonly Quarantined[], least = 3): Alike[] {
  const groups = new Map<string, Alike>()
  for (const message of messages) {
    const [reason] = message.reason
    if (message.state !== 'kept' || !reason) continue
    const key = `${message.door} ${atPlace(reason.field)} ${reason.message}`
    const group = groups.get(key) ?? { key, door: message.door, reason: { ...reason, field: atPlace(reason.field) }, messages: [] }
    group.messages.push(message)
    groups.set(key, group)
  }
  return [...groups.values()].filter(({ messages: held }) => held.length >= least).toSorted((a, b) => b.messages.length - a.messages.length)
}
