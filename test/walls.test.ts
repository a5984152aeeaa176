import { describe, expect, it } from 'vitest'
import { breaches, readTree, type Tree } from './walls.ts'

const sound: Tree = {
  'shared/orders.ts': `import { z } from 'zod'\nimport { Id } from './text.ts'`,
  'shared/orders.test.ts': `import { expect } from 'vitest'`,
  'db/schema/orders.ts': `import { orderStates } from '#shared/orders.ts'\nimport { pgTable } from 'drizzle-orm/pg-core'`,
  'server/orders/order-commands.ts': `import { Id } from '#shared/text.ts'\nimport { order } from '#db/schema/orders.ts'\nimport type { Journal } from '../journal/journal.ts'\nimport { decide } from './order-rules.ts'`,
  'server/app.ts': `import { orders } from './orders/order-commands.ts'\nimport { alarms } from '#server/alarms/alarm-commands.ts'`,
  'server/lifecycle.ts': `import { createApp } from './app.ts'`,
  'server/config.ts': `export const port = process.env.PORT`,
  'client/orders/orders-panel.tsx': `import type { Order } from '#shared/orders.ts'\nimport { Panel } from '../ui/panel.tsx'\nimport React from 'react'`,
  'client/wall.tsx': `import { OrdersPanel } from './orders/orders-panel.tsx'\nconst Charts = lazy(() => import('./alarms/alarms-panel.tsx'))`,
  'client/main.tsx': `import { Wall } from './wall.tsx'`,
}

/** Each breaks one wall and nothing else. */
const broken: [string, string, string][] = [
  ['shared takes a package other than zod', 'shared/geo.ts', `import gcoord from 'gcoord'`],
  ['shared takes a part of Node', 'shared/geo.ts', `import { join } from 'node:path'`],
  ['shared looks into another room', 'shared/geo.ts', `import type { Sql } from '#db/client.ts'`],
  ['shared looks out by a relative path', 'shared/geo.ts', `export * from '../server/http.ts'`],
  ['db looks into the server', 'db/client.ts', `import { log } from '#server/log.ts'`],
  ['db looks into the client', 'db/client.ts', `import { t } from '#client/i18n/i18n.ts'`],
  ['the server looks into the client', 'server/http.ts', `import { t } from '../client/i18n/i18n.ts'`],
  ['the client looks into the server', 'client/live/api.ts', `import type { Config } from '#server/config.ts'`],
  ['the client looks into the database', 'client/live/api.ts', `const { order } = await import('#db/schema/orders.ts')`],
  ['a feature of the server imports a sibling', 'server/orders/order-react.ts', `import { raise } from '../alarms/alarm-rules.ts'`],
  ['a feature of the server imports a type of a sibling', 'server/orders/order-react.ts', `import type { Raised } from '#server/alarms/alarm-rules.ts'`],
  ['a feature of the client imports a sibling', 'client/orders/order-sheet.tsx', `import { PersonCard } from '#client/people/person-card.tsx'`],
  ['what features lean on imports a feature', 'server/journal/journal.ts', `import { decide } from '../orders/order-rules.ts'`],
  ['what screens lean on imports a feature', 'client/map/map-pane.tsx', `import { layer } from '../people/people-layer.tsx'`],
  ['a file at the top of the server imports a feature', 'server/http.ts', `import { orders } from './orders/order-commands.ts'`],
  ['a feature imports the composition', 'server/orders/order-commands.ts', `import { createApp } from '#server/app.ts'`],
  ['a feature imports a screen', 'client/orders/order-sheet.tsx', `import { Wall } from '../wall.tsx'`],
  ['a file besides config.ts reads the environment', 'server/http.ts', `const port = process.env.PORT`],
  ['the database reads the environment', 'db/client.ts', `const { env } = process`],
]

describe('the walls between rooms and features', () => {
  it('stand in this project', () => {
    expect(breaches(readTree('.'))).toEqual([])
  })

  it('let a sound tree pass', () => {
    expect(breaches(sound)).toEqual([])
  })

  it.each(broken)('bite when %s', (_what, file, source) => {
    expect(breaches({ ...sound, [file]: source })).toHaveLength(1)
  })

  it('take no notice of what only a comment imports', () => {
    expect(breaches({ 'shared/geo.ts': `// import gcoord from 'gcoord'\n/* import x from '#db/client.ts' */` })).toEqual([])
  })
})
