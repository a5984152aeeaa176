import type { CommandInput, CommandName } from '#shared/commands.ts'
import type { CalledBack } from '#shared/orders.ts'

/**
 * Something a played person does over HTTP. `key` is the idempotency key and follows from what is done to which version,
 * so that the same intention is carried out once, however often it comes up.
 */
export type Act =
  | { [N in CommandName]: { kind: 'command'; key: string; as: string; name: N; id: string | null; body: CommandInput<N> } }[CommandName]
  | { kind: 'assign'; key: string; as: string; order: string; version: number }
  /** Closes what is done and, where that was promised, calls the resident back; null leaves the call to somebody else. */
  | { kind: 'settle'; key: string; as: string; order: string; version: number; called: CalledBack | null }
  | { kind: 'sign'; key: string; as: string; community: string; at: string; side: 'give' | 'take' }

/**
 * A moment as the players see it. `now`: epoch milliseconds; `speed`: 1 to 60, shortens what takes time; `day`: the clock of
 * the played day, epoch milliseconds; `present`: ids of those on duty.
 */
export type Moment = { now: number; speed: number; day: number; present: ReadonlySet<string> }

/** Whether `minutes` of the played day have passed since `at`. */
export const passed = (moment: Moment, at: string, minutes: number): boolean => moment.now - Date.parse(at) >= (minutes * 60_000) / moment.speed
