import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { doorPaths } from '#shared/doors.ts'
import { CannotGoOn } from '../cli.ts'
import type { Batch } from './event.ts'

const Answers = z.object({
  answers: z.array(z.object({ ok: z.boolean(), errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(), fault: z.string().optional() })),
})
const Refused = z.object({ title: z.string(), errors: z.array(z.object({ field: z.string(), message: z.string() })).optional() })

export type Sent = { taken: number; refused: number; reasons: string[]; retries: number }

/** Longest that one batch is tried again, and the longest pause between tries, milliseconds. */
type Patience = { whole: number; pause: number }
const usual: Patience = { whole: 120_000, pause: 10_000 }

/** Sends to the public doors as a gateway would: the same bytes again until they are answered. */
export class DoorClient {
  private readonly url: string
  private readonly key: string
  private readonly language: string
  private readonly patience: Patience

  constructor(url: string, key: string, language: string, patience: Patience = usual) {
    this.url = url
    this.key = key
    this.language = language
    this.patience = patience
  }

  /** Throws CannotGoOn when the server stays away or does not want this key. */
  async send({ door, messages }: Batch, stop?: AbortSignal): Promise<Sent> {
    const body = JSON.stringify(messages)
    const until = Date.now() + this.patience.whole
    for (let retries = 0; ; retries++) {
      const reply = await this.post(doorPaths[door].path, body)
      if (reply && reply.status !== 503 && reply.status !== 429) return { ...(await this.read(reply, messages.length)), retries }
      const told = Number(reply?.headers.get('retry-after') ?? 0) * 1000
      const pause = Math.min(this.patience.pause, Math.max(told, 250 * 2 ** retries))
      if (Date.now() + pause > until || stop?.aborted) {
        throw new CannotGoOn(`${this.url} 没有应答，请检查服务是否在运行。`, `${this.url} does not answer; check that the server runs.`)
      }
      await sleep(pause)
    }
  }

  /** Null where the answer was lost: nobody knows whether the messages arrived, and the same ids make asking again safe. */
  private async post(path: string, body: string): Promise<Response | null> {
    const headers = { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json', 'Accept-Language': this.language }
    try {
      const reply = await fetch(new URL(path, this.url), { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) })
      return new Response(await reply.arrayBuffer(), { status: reply.status, headers: reply.headers })
    } catch {
      return null
    }
  }

  private async read(reply: Response, count: number): Promise<Omit<Sent, 'retries'>> {
    const said: unknown = await reply.json().catch(() => null)
    if (reply.status === 202 || reply.status === 207) {
      const { answers } = Answers.parse(said)
      const refused = answers.filter((answer) => !answer.ok)
      return { taken: answers.length - refused.length, refused: refused.length, reasons: refused.map(({ errors, fault }) => reasonOf(errors, fault ?? '')) }
    }
    const problem = Refused.safeParse(said)
    const title = problem.success ? problem.data.title : `HTTP ${reply.status}`
    const errors = problem.data?.errors ?? []
    if (reply.status === 400) return { taken: 0, refused: count, reasons: errors.length > 0 ? errors.map((one) => reasonOf([one], title)) : [title] }
    throw new CannotGoOn(`${this.url} 拒绝接收：${title}。`, `${this.url} refuses: ${title}.`)
  }
}

function reasonOf(errors: { field: string; message: string }[] | undefined, title: string): string {
  const [first] = errors ?? []
  return first ? `${first.field.replace(/^\[\d+\]\.?/, '')}: ${first.message}` : title
}
