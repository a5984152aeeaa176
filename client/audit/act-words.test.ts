import { expect, test } from 'vitest'
import { commands } from '#shared/commands.ts'
import { queries } from '#shared/queries.ts'
import { knownActs } from './act-words.ts'

test('every command and every question has words', () => {
  const unnamed = [...Object.keys(commands), ...Object.keys(queries)].filter((name) => !knownActs.includes(name))
  expect(unnamed).toEqual([])
})
