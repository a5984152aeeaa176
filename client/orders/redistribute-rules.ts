import type { Order, Redistribution } from '#shared/orders.ts'

export type Line = Redistribution[number]
/** For each order the person it shall go to; null where it stays as it is. What is left out goes to whom the preview names. */
export type Choices = Readonly<Record<string, string | null>>

export const chosenFor = (line: Line, choices: Choices): string | null => {
  const chosen = choices[line.order]
  return chosen === undefined ? (line.candidate?.person ?? null) : chosen
}

/** What is asked for: every order that goes to somebody, as it was previewed. */
export const movesOf = (lines: readonly Line[], choices: Choices) =>
  lines.flatMap((line) => {
    const assignee = chosenFor(line, choices)
    return assignee === null ? [] : [{ order: line.order, version: line.version, assignee }]
  })

/** Orders that a person has changed since the preview, or that are over. */
export const changedSince = (lines: readonly Line[], held: ReadonlyMap<string, Order>): string[] =>
  lines.flatMap(({ order, version }) => {
    const now = held.get(order)
    return !now || (now.touched ?? now.version) > version ? [order] : []
  })

/** How to take it all back: each order, as it is now, to whom it was with; those that nobody had stay. */
export const backOf = (moves: readonly { order: string }[], before: ReadonlyMap<string, Order>, now: ReadonlyMap<string, Order>) =>
  moves.flatMap(({ order }) => {
    const [assignee, version] = [before.get(order)?.assignee, now.get(order)?.version]
    return assignee && version !== undefined ? [{ order, version, assignee }] : []
  })
