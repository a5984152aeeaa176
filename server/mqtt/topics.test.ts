import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namedRequestTopic, readTopic } from './topics.ts'

describe('a topic', () => {
  it.each([
    ['v1/devices/me/telemetry', { form: 'device', what: 'telemetry' }],
    ['v1/devices/me/rpc/response/17', { form: 'device', what: 'answer', number: 17 }],
    ['v1/gateway/connect', { form: 'gateway', what: 'connect' }],
    ['v1/gateway/rpc', { form: 'gateway', what: 'answer' }],
    ['v1/gateway/alarms', { form: 'gateway', what: 'alarms' }],
    ['watchfloor/A/gateway/attributes', { form: 'gateway', what: 'attributes', community: 'A' }],
    ['watchfloor/A/devices/9-2-L1/telemetry', { form: 'device', what: 'telemetry', community: 'A', device: '9-2-L1' }],
    ['watchfloor/A/devices/9%2F2/rpc/response/5', { form: 'device', what: 'answer', number: 5, community: 'A', device: '9/2' }],
  ])('%s says what its message is', (topic, said) => {
    expect(readTopic(topic)).toEqual(said)
  })

  it.each([
    '', 'v1', 'v1/devices/me', 'v1/devices/other/telemetry', 'v1/devices/me/rpc/request/1', 'v1/devices/me/rpc/response/x', 'v1/devices/me/rpc/response/1/2', 'v1/gateway/telemetry/x', 'v1/gateway/constructor',
    'watchfloor/A/gateway/rpc', 'watchfloor//gateway/telemetry', 'watchfloor/A/devices//telemetry', 'watchfloor/A/devices/d/alarms', 'watchfloor/A/devices/d/rpc/request/1', '$SYS/x', `watchfloor/${'a'.repeat(361)}/gateway/telemetry`,
  ])('“%s” is none of ours', (topic) => {
    expect(readTopic(topic)).toBeNull()
  })

  it('is read as it is written, whatever the codes', () => {
    const code = fc.string({ minLength: 1, maxLength: 100 })
    fc.assert(fc.property(code, code, fc.nat(), (community, device, number) => {
      const topic = namedRequestTopic(community, device, number)
      expect(topic).not.toMatch(/[+#\0]/)
      expect(readTopic(topic.replace('/rpc/request/', '/rpc/response/'))).toEqual({ form: 'device', what: 'answer', community, device, number })
    }))
  })
})
