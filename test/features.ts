import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { CommandInput, CommandName, Reply } from '#shared/commands.ts'
import { commands } from '#shared/commands.ts'
import { doors } from '#shared/doors.ts'
import { openParts, type Opened } from '#server/installation.ts'
import type { Caller } from '#server/identity/caller.ts'
import { isRace } from '#server/journal/journal.ts'
import type { CommandHandler, CommandHandlers, KeyHolder } from '#server/live/handler.ts'
import { Refusal } from '#server/refusal.ts'
import { freshDatabase } from './database.ts'
import { makeWorld, type World } from './world.ts'

/** What a question carries besides what it asks for. */
export const asking = { body: undefined, session: '', language: 'zh', tell: () => {} } as const

/** What is dangerous says that it was confirmed just now. */
export const confirmed = (): { at: string } => ({ at: new Date().toISOString() })

/** The features on a database of their own, without HTTP and sockets around them. */
export type Features = Opened & { world: World; caller: Caller; key: KeyHolder; url: string }

export async function openFeatures(): Promise<Features> {
  const database = await freshDatabase()
  const world = await makeWorld(database.url)
  const opened = openParts(database.url, 'test-features', pino({ level: 'silent' }))
  const caller: Caller = {
    kind: 'person',
    actor: { kind: 'person', id: world.users.manager, name: 'manager' },
    person: null,
    grants: [{ role: 'duty-manager', scope: { kind: 'everything' } }],
  }
  const key: KeyHolder = { id: randomUUID(), name: 'test', community: null, doors: [...doors] }
  const close = async (): Promise<void> => {
    await opened.close()
    await database.drop()
  }
  return { ...opened, close, world, caller, key, url: database.url }
}

/** A command as the server carries it out: decided again where somebody else was faster. */
export async function carryOut<N extends CommandName>(
  { parts, caller }: Pick<Features, 'parts' | 'caller'>,
  handlers: CommandHandlers<N>,
  name: N,
  input: CommandInput<N>,
  id: string = randomUUID(),
): Promise<Reply> {
  const handler: CommandHandler<N> = handlers[name]
  const request = commands[name].request.parse(input) as Parameters<typeof handler>[1]['request']
  for (let i = 0; i < 5; i++) {
    const work = await handler(parts, { id, request, caller, now: parts.now() })
    const answer = await parts.journal.commit({ ...work, id: randomUUID(), name, digest: '', by: caller.actor })
    if (answer.ok) return { ...(answer.reply as Omit<Reply, 'cursor'>), cursor: answer.cursor }
    if (!isRace(answer)) throw new Error(answer.message)
  }
  throw new Refusal('conflict')
}
