import { readConfig } from './config.ts'
import { live } from './lifecycle.ts'

await live(() => ({ config: readConfig(), portTaken: 'refuse' }))
