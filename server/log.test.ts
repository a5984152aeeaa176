import { expect, test } from 'vitest'
import { makeLog, shownPath } from './log.ts'

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

test('a path shows no code or key that opens something', () => {
  const paths = ['/api/score/ABCDEFGH2345', '/API/Score/ABCDEFGH2345/x?y=1', '/score/ABCDEFGH2345', '/api/v1/ABCDEFGH2345/telemetry', '/api/plans/7']
  expect(paths.map(shownPath)).toEqual(['/api/score/-', '/API/Score/-/x', '/score/-', '/api/v1/-/telemetry', '/api/plans/7'])
})

test('control: a phone that is no parameter would be seen', () => {
  expect(logged(new Error('13812345678'))).toContain('13812345678')
})
