/** Milliseconds over which all screens of a restarted server spread their first return. */
export const firstSpread = 10_000
/** And every return after it: screens of a server that is back are level within ten seconds, however long it was away. */
export const laterSpread = 3_000

/**
 * How long to wait before the given attempt (1 is the first after a cut), milliseconds.
 * The first is spread in full so that 500 walls do not return at once; whoever came too early then tries often.
 */
export function waitBefore(attempt: number, random: number): number {
  return Math.round(random * (attempt > 1 ? laterSpread : firstSpread))
}
