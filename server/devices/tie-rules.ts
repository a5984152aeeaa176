import { ties, type Device, type Tie } from '#shared/devices.ts'

export type Tied = Pick<Device, 'id' | Tie>

const parentsOf = (device: Tied): string[] => ties.flatMap((tie) => device[tie] ?? [])

/**
 * Devices so that what one hangs on comes before it, and those that hang in a circle. Devices that are not among them hang on nothing.
 * Takes time by devices and ties.
 */
export function parentsFirst<D extends Tied>(devices: readonly D[]): { sorted: D[]; circular: Set<string> } {
  const known = new Map(devices.map((device) => [device.id, device]))
  const waitsFor = new Map<string, number>()
  const children = new Map<string, string[]>()
  for (const device of devices) {
    const parents = [...new Set(parentsOf(device))].filter((id) => known.has(id))
    waitsFor.set(device.id, parents.length)
    for (const parent of parents) {
      const below = children.get(parent)
      if (below) below.push(device.id)
      else children.set(parent, [device.id])
    }
  }
  const sorted: D[] = []
  const ready = devices.filter(({ id }) => waitsFor.get(id) === 0)
  for (let at = 0; at < ready.length; at++) {
    const device = ready[at]
    if (!device) break
    sorted.push(device)
    for (const child of children.get(device.id) ?? []) {
      const left = (waitsFor.get(child) ?? 0) - 1
      waitsFor.set(child, left)
      const next = known.get(child)
      if (left === 0 && next) ready.push(next)
    }
  }
  return { sorted, circular: circlesAmong(devices, new Set(sorted.map(({ id }) => id))) }
}

/** What only hangs below a circle is not in it: whatever has nothing below it goes, until nothing goes any more. */
function circlesAmong(devices: readonly Tied[], free: ReadonlySet<string>): Set<string> {
  const left = new Map(devices.filter(({ id }) => !free.has(id)).map((device) => [device.id, device]))
  const below = new Map<string, number>()
  for (const device of left.values()) for (const parent of new Set(parentsOf(device))) below.set(parent, (below.get(parent) ?? 0) + 1)
  const leaves = [...left.values()].filter(({ id }) => !below.get(id))
  for (let leaf = leaves.pop(); leaf; leaf = leaves.pop()) {
    left.delete(leaf.id)
    for (const parent of new Set(parentsOf(leaf))) {
      const count = (below.get(parent) ?? 0) - 1
      below.set(parent, count)
      const next = left.get(parent)
      if (count === 0 && next) leaves.push(next)
    }
  }
  return new Set(left.keys())
}
