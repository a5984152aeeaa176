import type { webhookEvents } from '#shared/webhooks.ts'

type Event = (typeof webhookEvents)[number]
type Key<E extends string> = E extends `${infer Noun}.${infer Rest}` ? `${Noun}_${Rest}` : never

/** An event as the words name it: a full stop would lead deeper into them. */
export const eventKey = (event: Event): Key<Event> => event.replace('.', '_') as Key<Event>
