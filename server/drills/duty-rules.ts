import { DateTime, IANAZone } from 'luxon'
import type { Cadence, Drill, DrillDuty } from '#shared/drills.ts'
import type { Scene } from '#shared/plans.ts'

/** Within so many milliseconds of its time a duty is soon due. */
const soonWithin = 30 * 86_400_000

export type DutyPlace = { id: string; zone: string }
/** A drill that was held to its end. `another`: of another scene than the one held before it there. */
export type HeldDrill = { id: string; community: string; scene: Scene | null; endedAt: string; another: boolean }
export type ComingDrill = Pick<Drill, 'id' | 'community' | 'scene' | 'plannedAt'>

const order = { late: 0, never: 1, soon: 2, kept: 3 } as const satisfies Record<DrillDuty['state'], number>

/**
 * What each community owes: for each scene (and for any scene: null) by its own cadence, else by that of all. Any drill that was held to
 * its end proves the duty of its scene; that of any scene only one of another scene than the drill before it. Late first, then by when
 * it is due.
 */
export function dutiesOf(cadences: readonly Cadence[], places: readonly DutyPlace[], held: readonly HeldDrill[], coming: readonly ComingDrill[], now: number): DrillDuty[] {
  const [heldIn, comingIn] = [byCommunity(held), byCommunity(coming)]
  const inForce = cadences.filter(({ ended }) => !ended)
  const scenes = [...new Set(inForce.map(({ scene }) => scene))]
  const duties = places.flatMap((place) =>
    scenes.flatMap((scene): DrillDuty[] => {
      const fitting = inForce.filter((one) => one.scene === scene && (one.community === null || one.community === place.id))
      const cadence = fitting.find(({ community }) => community !== null) ?? fitting[0]
      if (!cadence) return []
      const proofs = (heldIn.get(place.id) ?? []).filter((one) => (scene === null ? one.another : one.scene === scene))
      const proof = proofs.toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1))[0] ?? null
      const next = (comingIn.get(place.id) ?? []).filter((one) => scene === null || one.scene === scene).toSorted((a, b) => ((a.plannedAt ?? '') < (b.plannedAt ?? '') ? -1 : 1))[0]
      const dueAt = proof ? monthsAfter(proof.endedAt, cadence.months, place.zone) : quarterEnd(now, place.zone)
      return [{
        community: place.id, scene, months: cadence.months, dueAt: new Date(dueAt).toISOString(), state: proof ? stateAt(dueAt, now) : 'never', proof: proof?.id ?? null, provedAt: proof?.endedAt ?? null, next: next?.id ?? null,
      }]
    }),
  )
  return duties.toSorted((a, b) => order[a.state] - order[b.state] || (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
}

function byCommunity<T extends { community: string }>(drills: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of drills) {
    const list = found.get(one.community)
    if (list) list.push(one)
    else found.set(one.community, [one])
  }
  return found
}

const stateAt = (dueAt: number, now: number): DrillDuty['state'] => (dueAt < now ? 'late' : dueAt - now <= soonWithin ? 'soon' : 'kept')

const inZone = (at: number, zone: string): DateTime => DateTime.fromMillis(at, { zone: IANAZone.isValidZone(zone) ? zone : 'UTC' })
const monthsAfter = (at: string, months: number, zone: string): number => inZone(Date.parse(at), zone).plus({ months }).toMillis()
/** Whoever never drilled has until the end of this quarter. */
const quarterEnd = (now: number, zone: string): number => inZone(now, zone).endOf('quarter').toMillis()
