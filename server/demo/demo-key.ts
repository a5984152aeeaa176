import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { system } from '#db/demo/past.ts'
import { doors } from '#shared/doors.ts'
import { issueKey, MachineKeys } from '../ingest/machine-key-store.ts'
import type { Parts } from '../parts.ts'

/** The demo's key for all doors, made on the first start and kept in a file that only this account can read. */
export async function demoKey(parts: Parts, dataDir: string): Promise<{ secret: string; file: string }> {
  const file = join(dataDir, 'demo-key')
  const held = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (held && (await new MachineKeys(parts).holderOf(held))) return { secret: held, file }
  const { secret } = await issueKey(parts, { name: '演示设备网关', community: null, doors }, system)
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return { secret, file }
}
