import { keyUses, signedMessages } from '#db/schema/keys.ts'
import { and, eq } from 'drizzle-orm'
import type { Parts } from '../parts.ts'

/** Milliseconds between two notes of one key's use. */
const pause = 60_000

type Use = { address: string | null; skew: number | null }

/** Notes when and from where each key was last used. No message waits for it, and none is refused for want of it. */
export class KeyUses {
  private readonly parts: Pick<Parts, 'db' | 'log' | 'now'>
  private readonly written = new Map<string, number>()

  constructor(parts: Pick<Parts, 'db' | 'log' | 'now'>) {
    this.parts = parts
  }

  note(key: string, use: Use): void {
    const now = this.parts.now()
    const last = this.written.get(key)
    if (last !== undefined && now - last < pause) return
    this.written.set(key, now)
    this.write(key, use, now).catch((error: unknown) => {
      this.written.delete(key)
      this.parts.log.warn({ err: error, key }, 'the use of a key could not be noted')
    })
  }

  private async write(key: string, { address, skew }: Use, now: number): Promise<void> {
    const row = { at: new Date(now).toISOString(), address, clockSkew: skew }
    await this.parts.db.insert(keyUses).values({ key, ...row }).onConflictDoUpdate({ target: keyUses.key, set: row })
  }
}

/** Whether this key has had a signed message of this id taken before. */
export async function wasTaken(parts: Pick<Parts, 'db'>, key: string, message: string): Promise<boolean> {
  const [found] = await parts.db.select({ at: signedMessages.at }).from(signedMessages).where(and(eq(signedMessages.key, key), eq(signedMessages.message, message)))
  return found !== undefined
}

/** After its commit, so that a try that failed may come again. Should this be lost, the ids inside still make a double harmless. */
export async function recordTaken(parts: Pick<Parts, 'db' | 'log' | 'now'>, key: string, message: string): Promise<void> {
  try {
    await parts.db.insert(signedMessages).values({ key, message, at: new Date(parts.now()).toISOString() }).onConflictDoNothing()
  } catch (error) {
    parts.log.warn({ err: error, key }, 'a signed message could not be noted')
  }
}
