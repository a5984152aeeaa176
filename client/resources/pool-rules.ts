import { isFirm, isInDate, poolRule, resourceKinds, type Resource, type ResourceKind } from '#shared/resources.ts'

const day = 86_400_000
/** A contact that nobody reached for so many days is not known to work any more. */
export const contactDays = 30

export type PoolLine = { kind: keyof typeof poolRule; wanted: number; missing: number }

/** What a community has to have under agreement, and how much of it is missing: what is out of date counts for nothing. */
export function poolLines(pool: readonly Resource[], now: number): PoolLine[] {
  return (Object.keys(poolRule) as (keyof typeof poolRule)[]).map((kind) => {
    const wanted = poolRule[kind]
    return { kind, wanted, missing: Math.max(0, wanted - pool.filter((one) => one.kind === kind && isInDate(one, now)).length) }
  })
}

/** Of what is counted, how much less there is than there should be. */
export const shortOf = ({ stock, wanted }: Resource): number => Math.max(0, (wanted ?? 0) - (stock ?? wanted ?? 0))

/** Days since somebody last reached its contact; null: never. */
export const daysSince = ({ contactedAt }: Resource, now: number): number | null => (contactedAt ? Math.max(0, Math.floor((now - Date.parse(contactedAt)) / day)) : null)

/** Firms under agreement and own supplies, each by kind. */
export function grouped(pool: readonly Resource[]): { group: 'firms' | 'own'; rows: Resource[] }[] {
  const order = (kind: ResourceKind): number => resourceKinds.indexOf(kind)
  const rows = (firms: boolean) => pool.filter(({ kind }) => isFirm(kind) === firms).toSorted((a, b) => order(a.kind) - order(b.kind))
  return [{ group: 'firms' as const, rows: rows(true) }, { group: 'own' as const, rows: rows(false) }].filter(({ rows: found }) => found.length > 0)
}

/** "120.15, 30.27": longitude and latitude; null where it is empty, undefined where it is neither. */
export function pointIn(text: string): [number, number] | null | undefined {
  if (text.trim() === '') return null
  const [, lon, lat] = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/.exec(text) ?? []
  if (lon === undefined || lat === undefined || Math.abs(Number(lon)) > 180 || Math.abs(Number(lat)) > 90) return undefined
  return [Number(lon), Number(lat)]
}
