import { wallSilentAfter, type WallState } from '#shared/walls.ts'

/** Milliseconds between two looks at the list: what it says may be this old. */
export const lookEvery = 4_000

export type Painting = { state: 'never' } | { state: 'painting' | 'silent' | 'cut'; seconds: number }

/** `silent`: its line stands and nothing is drawn; `cut`: no line. `now` in epoch milliseconds. */
export function paintingOf({ paintedAt, connected }: Pick<WallState, 'paintedAt' | 'connected'>, now: number): Painting {
  if (paintedAt === null) return { state: 'never' }
  const age = Math.max(0, now - Date.parse(paintedAt))
  const late = age > wallSilentAfter + lookEvery
  return { state: !connected ? 'cut' : late ? 'silent' : 'painting', seconds: age / 1000 }
}
