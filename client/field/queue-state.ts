import { v4 } from 'uuid'
import { create } from 'zustand'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import type { Order } from '#shared/orders.ts'
import { currentLanguage } from '../i18n/setup.ts'
import { now } from '../live/now.ts'
import { stepLane, waitAfter, type Deed, type Entry, type KeptPhoto, type Said, type StepDeed } from './queue-rules.ts'
import { addEntry, changeEntry, readQueue, removeEntries, sweepPhotos } from './queue-store.ts'
import { sendAll, type Ended } from './sender.ts'

type QueueState = {
  /** Whose queue it is; null until it was read. */
  user: string | null
  entries: readonly Entry[]
  sending: boolean
  /** Orders as the server's answers had them, until the picture has come as far: by the number of that answer's last fact. */
  answered: ReadonlyMap<string, { order: Order; cursor: number }>
}

const blank: QueueState = { user: null, entries: [], sending: false, answered: new Map() }
export const useQueue = create<QueueState>()(() => blank)

/** Told between the tabs of this browser. */
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('watchfloor.field') : null
others?.addEventListener('message', () => void reread())

let failures = 0
let again: ReturnType<typeof setTimeout> | null = null
let onEnded: (ended: Ended) => void = () => undefined

async function reread(): Promise<void> {
  const { user } = useQueue.getState()
  if (user !== null) useQueue.setState({ entries: await readQueue(user) })
}

async function changed(): Promise<void> {
  await reread()
  others?.postMessage('changed')
}

/** Reads what this person left unsent and goes on sending it. `ended` hears how each round ended. @returns how to stop */
export function openQueue(user: string, ended: (ended: Ended) => void): () => void {
  useQueue.setState({ ...blank, user })
  onEnded = ended
  void sweepPhotos().catch(() => undefined)
  void reread().then(send, () => undefined)
  const soon = () => document.visibilityState === 'visible' && send()
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', soon)
  return () => {
    window.removeEventListener('online', send)
    document.removeEventListener('visibilitychange', soon)
    if (again !== null) clearTimeout(again)
    again = null
    useQueue.setState(blank)
  }
}

/** Sends now; where it does not get through, again after a while that grows. */
export function send(): void {
  const { user, sending } = useQueue.getState()
  if (user === null || sending) return
  if (again !== null) clearTimeout(again)
  again = null
  useQueue.setState({ sending: true })
  sendAll(user, { language: currentLanguage(), onChange: () => void changed(), onDone: answer })
    .catch((): Ended => 'again')
    .then((ended) => settle(user, ended))
    .catch(() => undefined)
}

async function settle(user: string, ended: Ended): Promise<void> {
  if (useQueue.getState().user !== user) return
  await reread()
  useQueue.setState({ sending: false })
  failures = ended === 'again' ? failures + 1 : 0
  if (ended === 'again') {
    again = setTimeout(send, waitAfter(failures, Math.random()))
    askWorker()
  }
  onEnded(ended)
}

function answer(order: Order, cursor: number): void {
  useQueue.setState(({ answered }) => ({ answered: new Map(answered).set(order.id, { order, cursor }) }))
}

/** Where the browser offers it, the worker sends once there is a line, even when the page is closed by then. */
function askWorker(): void {
  type Syncing = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }
  void navigator.serviceWorker?.getRegistration('/field').then((worker?: Syncing) => worker?.sync?.register('queue')).catch(() => undefined)
}

/** Something done: kept first, shown at once, then sent. @throws where the phone cannot keep it */
export async function doNow(order: Order, deed: Deed, said: Said, photos: readonly Pick<KeptPhoto, 'key' | 'kind'>[] = []): Promise<void> {
  const { user } = useQueue.getState()
  if (user === null) throw new Error('nobody’s queue')
  const entry: Entry = {
    key: v4(), order: order.id, about: { number: order.number, title: order.title, titleEn: order.titleEn }, deed, at: new Date(now()).toISOString(), said,
    photos: photos.map(({ key, kind }) => ({ key, kind, sent: null })), refused: null,
  }
  await addEntry(user, entry)
  await changed()
  send()
}

/** The same of a step of a plan. */
export async function doStep(activation: Pick<Activation, 'id' | 'name' | 'version'>, step: Pick<ActivationStep, 'key' | 'name' | 'version'>, deed: StepDeed, said: Said, photos: readonly Pick<KeptPhoto, 'key' | 'kind'>[] = []): Promise<void> {
  const { user } = useQueue.getState()
  if (user === null) throw new Error('nobody’s queue')
  const language = currentLanguage()
  const entry: Entry = {
    key: v4(), order: stepLane(activation.id, step.key), step: { activation: activation.id, key: step.key, version: step.version ?? activation.version },
    about: { number: activation.name[language], title: step.name[language] }, deed,
    at: new Date(now()).toISOString(), said, photos: photos.map(({ key, kind }) => ({ key, kind, sent: null })), refused: null,
  }
  await addEntry(user, entry)
  await changed()
  send()
}

/** The refused deed is sent once more; what waits behind it follows. */
export async function tryAgain(entry: Entry): Promise<void> {
  const { user } = useQueue.getState()
  if (user === null) return
  await changeEntry(user, entry.key, { refused: null, failed: 0 })
  await changed()
  send()
}

/** The refused deed and all that was done after it to the same order. */
export async function drop(entry: Entry): Promise<void> {
  const { user, entries } = useQueue.getState()
  if (user === null) return
  await removeEntries(user, entries.filter(({ order }) => order === entry.order))
  await changed()
}
