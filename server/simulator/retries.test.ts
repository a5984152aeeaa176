import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ActRunner } from './act-runner.ts'
import type { Act } from './actions.ts'
import { DoorClient } from './door-client.ts'
import { SignIns } from './sign-ins.ts'

type Heard = { path: string; key: string | undefined; body: string }
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A server that answers as told, and what it has heard. */
async function listen(answer: (heard: Heard, response: ServerResponse) => void) {
  const heard: Heard[] = []
  server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk))).on('end', () => {
      const key = request.headers['idempotency-key']
      const one = { path: request.url ?? '', key: typeof key === 'string' ? key : undefined, body }
      heard.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', () => done()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

test('a door that is away gets the same messages again, in order, and none is lost or sent twice after an answer', async () => {
  let away = true
  const { url, heard } = await listen((_one, response) => response.writeHead(away ? 503 : 202, { 'content-type': 'application/json' }).end('{"answers":[]}'))
  const door = new DoorClient(url, 'wf_x', 'requests')
  door.push([{ id: 'a' }, { id: 'b' }])
  await door.flush()
  door.push([{ id: 'c' }])
  away = false
  await door.flush()
  await door.flush()
  expect(heard.map(({ body }) => body)).toEqual(['[{"id":"a"},{"id":"b"}]', '[{"id":"a"},{"id":"b"},{"id":"c"}]'])
})

test('a door that cannot be reached keeps its messages', async () => {
  const door = new DoorClient('http://127.0.0.1:1', 'wf_x', 'alarms')
  door.push([{ id: 'a' }])
  await door.flush()
  const { url, heard } = await listen((_one, response) => response.writeHead(202, { 'content-type': 'application/json' }).end('{"answers":[]}'))
  Object.assign(door, { url: `${url}/api/doors/alarms` })
  await door.flush()
  expect(heard.map(({ body }) => body)).toEqual(['[{"id":"a"}]'])
})

const act: Act = { kind: 'command', name: 'order.accept', key: '00000000-0000-4000-8000-000000000001', as: 'hlhy-001', id: '00000000-0000-4000-8000-000000000002', body: { version: 1 } }

test('a command that got no answer is sent again with its key; one that was carried out or refused is not', async () => {
  const answers = [503, 200]
  const { url, heard } = await listen((one, response) => {
    if (one.path.startsWith('/api/auth')) response.writeHead(200, { 'set-cookie': 'session=1; Path=/' }).end('{}')
    else response.writeHead(answers.shift() ?? 200, { 'content-type': 'application/json' }).end('{}')
  })
  const runner = new ActRunner(new SignIns(url, 'demo'))
  for (let i = 0; i < 4; i++) await runner.run([act])
  expect(heard.filter(({ path }) => path.endsWith('/accept')).map(({ key }) => key)).toEqual([act.key, act.key])
})

test('somebody whose session ended signs in again', async () => {
  let sessions = 0
  const { url, heard } = await listen((one, response) => {
    if (one.path.startsWith('/api/auth')) response.writeHead(200, { 'set-cookie': `session=${++sessions}; Path=/` }).end('{}')
    else response.writeHead(sessions === 1 ? 401 : 200, { 'content-type': 'application/json' }).end('{"fact":"order.accepted"}')
  })
  const people = new SignIns(url, 'demo')
  expect(await people.post('hlhy-001', '/api/orders/x/accept', {}, act.key)).toEqual({ kind: 'again' })
  expect(await people.post('hlhy-001', '/api/orders/x/accept', {}, act.key)).toMatchObject({ kind: 'done' })
  expect(heard.filter(({ path }) => path.startsWith('/api/auth'))).toHaveLength(2)
})
