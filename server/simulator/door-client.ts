import { doorPaths, most, type DoorReply, type MessageDoor } from '#shared/doors.ts'
import { exchange } from './outcome.ts'

/** Sends messages through one door, in order, and again with the same ids until the server has answered. */
export class DoorClient {
  private readonly url: string
  private readonly key: string
  private readonly waiting: object[] = []
  private sending = false

  constructor(url: string, key: string, door: MessageDoor) {
    this.url = url + doorPaths[door].path
    this.key = key
  }

  push(messages: readonly object[]): void {
    this.waiting.push(...messages)
  }

  /** Resolves when nothing waits, or the server did not answer. */
  async flush(): Promise<void> {
    if (this.sending) return
    this.sending = true
    try {
      for (let some = this.waiting.slice(0, most); some.length > 0; some = this.waiting.slice(0, most)) {
        if (!(await this.send(some))) return
        this.waiting.splice(0, some.length)
      }
    } finally {
      this.sending = false
    }
  }

  /** Once and never again: the next position makes a lost one good. */
  async send(messages: readonly object[]): Promise<boolean> {
    const headers = { 'content-type': 'application/json', 'authorization': `Bearer ${this.key}` }
    const outcome = await exchange<DoorReply>(this.url, { method: 'POST', headers, body: JSON.stringify(messages) })
    return outcome.kind !== 'again'
  }
}
