import { createInterface } from 'node:readline'
import type { Demo } from '#db/demo/demo.ts'
import { demoPassword } from '#db/demo/users.ts'
import { readConfig } from './config.ts'
import { demoKey } from './demo/demo-key.ts'
import { loadDemo } from './demo/demo-load.ts'
import { openParts } from './installation.ts'
import { live } from './lifecycle.ts'
import { readFlags } from './simulator/flags.ts'
import { DeviceGateway } from './simulator/device-gateway.ts'
import { Simulator } from './simulator/simulator.ts'
import { isStage, stages } from './simulator/stage-rules.ts'

const say = (line: string): void => console.log(line)

await live(() => {
  const flags = readFlags(process.argv.slice(2))
  let made: { demo: Demo; key: { secret: string; file: string } } | null = null
  return {
    config: readConfig(undefined, { DATA_DIR: '.data-demo' }),
    portTaken: 'next',
    prepare: async (databaseUrl, config, log) => {
      const opened = openParts(databaseUrl, 'watchfloor demo', log)
      try {
        made = { demo: await loadDemo(opened.parts, Date.now(), say), key: await demoKey(opened.parts, config.dataDir) }
      } finally {
        await opened.close()
      }
    },
    ready: async (_url, { port, host, mqtt }) => {
      if (!made) return
      say(`Sign in as manager, head, admin or observer, password ${demoPassword} (staff: staff number, such as hlhy-001); key for the doors: ${made.key.file}`)
      say(`登录：manager、head、admin 或 observer，密码 ${demoPassword}（员工用工号，如 hlhy-001）；设备接入密钥：${made.key.file}`)
      if (flags.speed === 0) return
      const simulator = new Simulator({ url: ownUrl(host, port), key: made.key.secret, demo: made.demo, speed: flags.speed, say })
      simulator.start()
      const gateway = mqtt.port === null ? null : new DeviceGateway({ port: mqtt.port, key: made.key.secret, demo: made.demo })
      gateway?.start()
      if (flags.stage) simulator.stage(flags.stage)
      say(`To stage an emergency, type its name / 输入名称即可演示突发事件：${stages.join(', ')}`)
      const lines = createInterface({ input: process.stdin })
      lines.on('line', (line) => {
        if (isStage(line.trim())) simulator.stage(line.trim() as (typeof stages)[number])
      })
      return async () => {
        lines.close()
        simulator.stop()
        await gateway?.stop()
      }
    },
  }
})

/** Where this process answers itself, whatever the world calls it. */
function ownUrl(host: string, port: number): string {
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
}
