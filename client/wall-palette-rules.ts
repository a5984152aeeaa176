/** One thing that the palette can bring up; `words` are what it is found by. */
export type Found = { key: string; group: 'actions' | 'alarms' | 'orders' | 'buildings' | 'people' | 'communities' | 'devices'; title: string; detail: string; words: string; run: () => void }

const perGroup = 6

/** Every part of what was typed must occur; a title that starts with it comes first. At most six per group, groups in their order. */
export function search(all: readonly Found[], typed: string): Found[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<Found['group'], Found[]>()
  for (const found of all) {
    const words = `${found.title} ${found.detail} ${found.words}`.toLowerCase()
    if (parts.every((part) => words.includes(part))) groups.set(found.group, [...(groups.get(found.group) ?? []), found])
  }
  const begins = (found: Found) => Number(parts.length > 0 && found.title.toLowerCase().startsWith(parts[0] ?? ''))
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => begins(b) - begins(a)).slice(0, perGroup))
}
