import type { Position } from '#shared/patrol.ts'

type Listener = (changed: readonly Position[]) => void

const newest = new Map<string, Position>()
const listeners = new Set<Listener>()

/** Positions bypass React: the map draws them, lists look at them once a second. */
export const positions = {
  of: (person: string): Position | undefined => newest.get(person),
  all: (): ReadonlyMap<string, Position> => newest,
  hear(list: readonly Position[]): void {
    const changed = list.filter((position) => (newest.get(position.person)?.at ?? 0) <= position.at)
    for (const position of changed) newest.set(position.person, position)
    if (changed.length > 0) for (const listener of listeners) listener(changed)
  },
  /** What was shown of one person alone is shown no longer. */
  drop(person: string): void {
    if (newest.delete(person)) for (const listener of listeners) listener([])
  },
  forget(): void {
    newest.clear()
    for (const listener of listeners) listener([])
  },
  listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
