import { readStart } from './arguments.ts'
import { readConfig } from './config.ts'
import { openParts } from './installation.ts'
import { live } from './lifecycle.ts'
import { recover } from './members/recovery.ts'

await live(() => {
  const { recover: username } = readStart(process.argv.slice(2))
  return {
    config: readConfig(),
    portTaken: 'refuse',
    prepare: async (databaseUrl, _config, log) => {
      if (username === null) return
      const { parts, close } = openParts(databaseUrl, 'watchfloor recovery', log)
      try {
        const password = await recover(parts, username)
        console.log(`管理员 ${username} 的新密码（只显示这一次，登录后请更改）：${password}`)
        console.log(`New password of ${username}, shown only now; change it after signing in: ${password}`)
        console.log('两步验证已清除，其他登录已结束。以后启动请不带 --recover，否则每次启动都会再重置。')
        console.log('The second factor is gone and all sign-ins have ended. Start without --recover from now on: each start with it does this again.')
      } finally {
        await close()
      }
    },
  }
})
