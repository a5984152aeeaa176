import { expect, test } from 'vitest'
import { makeLog } from './log.ts'

const logged = (error: unknown): string => {
  let text = ''
  makeLog('error', { write: (line: string) => void (text += line) }).error({ err: error }, 'it failed')
  return text
}

test('an error says what happened, and repeats neither rows nor parameters', () => {
  const database = Object.assign(new Error('null value in column "id"'), { detail: 'Failing row contains (13812345678)', code: '23502' })
  const drizzle = new Error('Failed query: insert into person values ($1)\nparams: 13812345678,张三', { cause: database })
  for (const error of [database, drizzle]) {
    expect(logged(error)).toContain('null value in column')
    expect(logged(error)).toContain('23502')
    expect(logged(error)).not.toMatch(/13812345678|张三/)
  }
})

test('control: a phone that is no parameter would be seen', () => {
  expect(logged(new Error('13812345678'))).toContain('13812345678')
})
