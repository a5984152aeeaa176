import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { parse, stringify } from 'uuid'
import type { Device } from '#shared/devices.ts'
import type { Category, Facility, Order } from '#shared/orders.ts'
import { codeLength, codeLetters } from '#shared/report-codes.ts'
import { isSuggested } from '#shared/report-suggestions.ts'

/** 60 random bits in letters: there are 32 of them, so every byte gives one without favour. */
export const newCode = (): string => [...randomBytes(codeLength)].map((byte) => codeLetters[byte % codeLetters.length]).join('')

/** As it was meant, however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

/** Bytes of the seal behind the order's own 16. */
const sealBytes = 12

const sealOf = (secret: string, order: string): Buffer => createHmac('sha256', secret).update(`report-track\n${order}`).digest().subarray(0, sealBytes)

/** What lets somebody see how far an order has come: its id alone does not. */
export const trackOf = (secret: string, order: string): string => Buffer.concat([parse(order), sealOf(secret, order)]).toString('base64url')

/** The order of a track; null where it is not one of ours. */
export function orderOfTrack(secret: string, track: string): string | null {
  const bytes = Buffer.from(track, 'base64url')
  if (bytes.length !== 16 + sealBytes || bytes.toString('base64url') !== track) return null
  const order = uuidOf(bytes.subarray(0, 16))
  return order && timingSafeEqual(bytes.subarray(16), sealOf(secret, order)) ? order : null
}

function uuidOf(bytes: Uint8Array): string | null {
  try {
    return stringify(bytes)
  } catch {
    return null
  }
}

/** What a resident may report by a code; an inspection is the staff's own. */
export const reportCategories = ['repair', 'security', 'cleaning', 'greening', 'parking', 'complaint', 'resident-service'] as const satisfies Category[]

/** Matters of a household or about somebody: whoever scans a code at the door is told nothing of them. */
const shownCategories: readonly Category[] = ['repair', 'cleaning', 'greening', 'parking', 'security']

/** Whether whoever scans the code may know of it: what happened in a flat is nobody else's business. */
export const isShown = ({ category, place, mode }: Pick<Order, 'category' | 'place' | 'mode'>): boolean => mode === 'real' && place === '' && shownCategories.includes(category)

/** What anybody typed may name somebody, however it is written: only what was chosen from the page itself is shown. */
export const shownTitle = ({ title, source }: Pick<Order, 'title' | 'source'>): string | null => (source === 'code' && isSuggested(title) ? title : null)

const facilityOf: Partial<Record<Device['kind'], Facility>> = {
  lift: 'lift', pump: 'water', power: 'power', 'fire-panel': 'fire', access: 'access', 'parking-gate': 'access', lighting: 'lighting', 'water-leak': 'water', gas: 'gas',
}

/** A repair of a device has the time limit of its facility. */
export const facilityFor = (category: Category, kind: Device['kind'] | null): Facility | null => (category === 'repair' && kind ? (facilityOf[kind] ?? null) : null)
