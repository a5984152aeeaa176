import { openParts } from './installation.ts'
import { readConfig } from './config.ts'
import { demoKey } from './demo/demo-key.ts'
import { loadDemo } from './demo/demo-load.ts'
import { live } from './lifecycle.ts'
import { demoPassword } from '#db/demo/users.ts'

const say = (line: string): void => console.log(line)

await live(() => {
  let key = { secret: '', file: '' }
  return {
    config: readConfig(undefined, { DATA_DIR: '.data-demo' }),
    portTaken: 'next',
    prepare: async (databaseUrl, config, log) => {
      const opened = openParts(databaseUrl, 'watchfloor demo', log)
      try {
        await loadDemo(opened.parts, Date.now(), say)
        key = await demoKey(opened.parts, config.dataDir)
      } finally {
        await opened.close()
      }
    },
    ready: async () => {
      say(`Sign in as manager, head, admin or observer with ${demoPassword}; doors: the key in ${key.file}`)
      say(`登录：manager、head、admin 或 observer，密码 ${demoPassword}；设备接入密钥见 ${key.file}`)
    },
  }
})
