import express from 'express'
import pino from 'pino'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DoorAlarm } from '#shared/doors.ts'
import { Unanswered } from './journal/journal.ts'
import { fieldErrors, problemHandler } from './problem.ts'
import { Refusal } from './refusal.ts'

const errorsOf = (schema: z.ZodType, input: unknown, language: 'zh' | 'en', at?: string) => {
  const read = schema.safeParse(input)
  return read.success ? [] : fieldErrors(read.error, language, input, at)
}

describe('field errors', () => {
  it('name the field by its path', () => {
    const input = { a: [{ b: 'x' }] }
    expect(errorsOf(z.strictObject({ a: z.array(z.strictObject({ b: z.number() })) }), input, 'en', '[3]')).toEqual([
      { field: '[3].a[0].b', message: 'Must be a number' },
    ])
  })

  it('name each unknown key', () => {
    expect(errorsOf(z.strictObject({}), { x: 1, y: 2 }, 'zh').map((error) => error.field)).toEqual(['x', 'y'])
  })

  it('name the whole where it is not even an object', () => {
    expect(errorsOf(DoorAlarm, 7, 'zh')[0]?.field).toBe('$')
    expect(errorsOf(DoorAlarm, 7, 'zh', '[0]')[0]?.field).toBe('[0]')
  })

  it('say it in Chinese', () => {
    expect(errorsOf(z.number(), 'x', 'zh')[0]?.message).toBe('应为数字')
  })

  it('look into the nearest form of a choice', () => {
    const either = z.union([z.string(), z.strictObject({ kind: z.literal('a'), n: z.number() })])
    expect(errorsOf(either, { kind: 'a', n: 'x' }, 'en')).toEqual([{ field: 'n', message: 'Must be a number' }])
  })
})

const log = pino({ level: 'silent' })
function app(thrown: unknown) {
  const server = express()
  server.use(express.json({ limit: 100 }))
  server.all('/go/:what', () => {
    throw thrown
  })
  server.use(problemHandler(log))
  return server
}

describe('the edge', () => {
  it('answers a refusal in the language asked for', async () => {
    const refused = new Refusal('invalid', { errors: [{ field: 'kind', message: 'no' }] })
    const english = await request(app(refused)).get('/go/x').set('Accept-Language', 'en-GB,en;q=0.9')
    expect(english.status).toBe(400)
    expect(english.type).toBe('application/problem+json')
    expect(english.body).toMatchObject({ type: '/faults/invalid', status: 400, errors: [{ field: 'kind', message: 'no' }] })
    expect(english.body.title).toMatch(/not right/)
    const chinese = await request(app(refused)).get('/go/x')
    expect(chinese.body.title).toBe('内容有误')
    expect(chinese.headers['content-language']).toBe('zh')
  })

  it('tells a database that is away from a fault of ours', async () => {
    expect((await request(app(new Unanswered('x'))).get('/go/x')).status).toBe(503)
    expect((await request(app(new Error('read', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }))).get('/go/x')).status).toBe(503)
    const ours = await request(app(new TypeError('secret detail'))).get('/go/x')
    expect(ours.status).toBe(500)
    expect(ours.text).not.toContain('secret')
    expect(ours.body.instance).toMatch(/^urn:uuid:/)
  })

  it('answers what cannot be read', async () => {
    const post = () => request(app(null)).post('/go/x').set('Content-Type', 'application/json')
    expect((await post().send('{"a":')).body).toMatchObject({ status: 400, type: '/faults/malformed', errors: [{ field: 'body' }] })
    expect((await post().send(`"${'x'.repeat(200)}"`)).status).toBe(413)
    expect((await post().set('Content-Encoding', 'nonsense').send('{}')).status).toBe(415)
    expect((await request(app(null)).get('/go/%E0%A4%A')).body).toMatchObject({ status: 400, errors: [{ field: 'path' }] })
  })
})
