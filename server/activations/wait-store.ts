import type { Activation } from '#shared/activations.ts'
import type { Wait } from '#shared/plans.ts'
import type { Parts } from '../parts.ts'

/** Whether a device of that kind, at the buildings that it is about or else anywhere in the community, shows such a value now. */
export async function showsValue({ sql }: Pick<Parts, 'sql'>, { community, building, buildings }: Activation, wait: Extract<Wait, { until: 'value' }>): Promise<boolean> {
  const at = [...(building ? [building] : []), ...(buildings ?? [])]
  const rows = await sql<{ value: unknown }[]>`
    select v.value from device_value v join device d on d.id = v.device_id
    where d.community_id = ${community} and d.kind = ${wait.device} and d.removed_at is null and v.key = ${wait.key} and v.quality = 'good'
      and (${at.length === 0} or d.building_id = any(${at}::uuid[]))`
  return rows.some(({ value }) => typeof value === 'number' && (wait.when === 'above' ? value > wait.limit : value < wait.limit))
}
