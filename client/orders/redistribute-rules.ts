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

/** As the command answers: each order with its new version. */
export type Handed = { id: string; version: number }

/** How to take it all back: each order, as it is now, to whom it was with; those that nobody had stay. */
export const backOf = (handed: readonly Handed[], before: ReadonlyMap<string, Pick<Order, 'assignee'>>) =>
  handed.flatMap(({ id, version }) => {
    const assignee = before.get(id)?.assignee
    return assignee ? [{ order: id, version, assignee }] : []
  })

/** What is begun and not taken along: whoever has it then, also who gets it back, accepts it anew. */
export const underWay = ({ state }: Pick<Order, 'state'>): boolean => state === 'on-the-way' || state === 'arrived' || state === 'waiting'
