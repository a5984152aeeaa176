import { randomUUID } from 'node:crypto'
import { probe } from '#shared/alarms.ts'
import { newSecret } from '../ingest/key-secret.ts'
import type { OwnKey } from '../ingest/machine-key-store.ts'

/** The key by which this process tests its own door for alarms. It is in its memory only, so nobody else can come in by it. */
export const probeKey = (): OwnKey => ({
  secret: newSecret(),
  holder: { id: randomUUID(), name: 'self-check', community: null, doors: ['alarms'], mode: probe, signed: false, expiresAt: Infinity },
})
