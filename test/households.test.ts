import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CareCounts, Household } from '#shared/households.ts'
import { CannotGoOn, type Said, type Terminal } from '#server/cli.ts'
import { householdQueries } from '#server/households/household-queries.ts'
import type { Caller } from '#server/identity/caller.ts'
import { readHouseholdsCommand, runHouseholdsCommand } from '#server/import/household-command.ts'
import { asking, openFeatures, type Features } from './features.ts'

let on: Features
let folder: string
let said: Said[]
let complained: Said[]
const terminal: Terminal = { language: 'en', say: (line) => said.push(line), complain: (line) => complained.push(line) }

beforeAll(async () => {
  on = await openFeatures()
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-households-'))
})
beforeEach(() => {
  said = []
  complained = []
})
afterAll(async () => {
  await on?.close()
  rmSync(folder, { recursive: true, force: true })
})

function bring(content: string, ...flags: string[]): Promise<void> {
  const path = join(folder, 'care.csv')
  writeFileSync(path, content)
  return runHouseholdsCommand(readHouseholdsCommand([path, '--community', 'A', ...flags]), async () => on.parts, terminal)
}
const refusal = (doing: Promise<void>) => doing.then(() => 'not refused', (error: unknown) => (error instanceof CannotGoOn ? error.said.en : String(error)))
const house = (i: number): string => on.world.a.houses[i]?.id ?? ''
const ask = async (query: 'care' | 'households', id: string, caller = on.caller): Promise<unknown> =>
  householdQueries[query](on.parts, { ...asking, id, params: {}, caller, now: on.parts.now() })
const households = async (i: number) => (await ask('households', house(i))) as Household[]

const chinese = `楼栋,房号,姓名,电话,关怀等级,需求
1,2 单元 1201,王桂兰,139 0000 1111,红,独居老人
1 栋,2 单元 301,李强,,黄,婴儿
1,1 单元 101,赵敏,136 0000 2222,绿,
`

describe('households on file', () => {
  it('come in from a CSV and are listed those in greatest need first', async () => {
    await bring(chinese)
    expect([said.at(-1)?.en, complained]).toEqual(['3 rows: 3 new, 0 updated, 0 unchanged, 0 left out', []])
    expect((await households(0)).map(({ level, place, name, phone, needs }) => [level, place, name, phone, needs])).toEqual([
      ['red', '2 单元 1201', '王桂兰', '139 0000 1111', '独居老人'],
      ['yellow', '2 单元 301', '李强', null, '婴儿'],
      ['green', '1 单元 101', '赵敏', '136 0000 2222', ''],
    ])
    expect(await ask('care', house(0)) as CareCounts).toEqual({ red: 1, yellow: 1, green: 1 })
    expect(await ask('care', house(1)) as CareCounts).toEqual({ red: 0, yellow: 0, green: 0 })
  })

  it('change nothing when brought in again, and only what differs when the file does', async () => {
    const before = await households(0)
    await bring(chinese)
    expect(said.at(-1)?.en).toBe('3 rows: 0 new, 0 updated, 3 unchanged, 0 left out')
    expect(await households(0)).toEqual(before)
    await bring('Building;Place;Name;Phone;Care level;Needs\n1;2 单元 301;李强;137 0000 3333;RED;婴儿\n')
    expect(said.at(-1)?.en).toBe('1 rows: 0 new, 1 updated, 0 unchanged, 0 left out')
    expect((await households(0))[0]).toMatchObject({ place: '2 单元 301', level: 'red', phone: '137 0000 3333', version: 2 })
  })

  it('are compared and not written by a dry run', async () => {
    await bring('building,place,name,level\n2,1 单元 101,孙丽,yellow\n', '--dry-run')
    expect(said.map(({ en }) => en).slice(-2)).toEqual(['1 rows: 1 new, 0 updated, 0 unchanged, 0 left out', 'Read only; nothing was written.'])
    expect(await households(1)).toEqual([])
  })

  it('are left out by line where a row cannot be read, without repeating what it says', async () => {
    const rows = ['99,1 单元 101,甲某某,,red', '3,,甲某某,,red', '3,1 单元 101,,,red', '3,1 单元 102,甲某某,电话甲某某,red', '3,1 单元 103,甲某某,,紫', '3,1 单元 104,甲某某', '3,1 单元 105,甲某某,,green', '3,1 单元 105,甲某某,,green']
    await bring(`building,place,name,phone,level\n${rows.join('\n')}\n`)
    expect(complained.map(({ en }) => en)).toEqual([
      'Line 2 left out: its building is not of this community', 'Line 3 left out: it has no flat', 'Line 4 left out: it has no name',
      'Line 5 left out: its phone is no number', 'Line 6 left out: its level is not red, yellow or green', 'Line 7 left out: it has 3 cells where the header has 5',
      'Line 9 left out: it is the same flat as line 8',
    ])
    expect(JSON.stringify([said, complained])).not.toContain('甲某某')
    expect(await households(2)).toHaveLength(1)
  })

  it('are refused whole where a column is missing, the community is not there, or no row can be read', async () => {
    expect(await refusal(bring('building,name\n1,a\n'))).toBe('Columns are missing: place, level.')
    expect(await refusal(bring('building,place,name,level\n99,1,a,red\n'))).toBe('Not one row could be imported.')
    expect(await refusal(bring('building,place,name,level\n1,1,a,red\n', '--community', 'nowhere'))).toContain('There is no community "nowhere"')
  })

  it('are shown by right, and each look is told of', async () => {
    const told: unknown[] = []
    await householdQueries.households(on.parts, { ...asking, id: house(0), params: {}, caller: on.caller, now: 0, tell: (...words) => void told.push(words) })
    expect(told).toEqual([[on.world.a.id, { building: house(0), count: 3 }]])
    const as = (role: 'observer' | 'field' | 'butler', community: string): Caller => ({ ...on.caller, grants: [{ role, scope: { kind: 'community', id: community } }] })
    const { a, b } = on.world
    await expect(ask('households', house(0), as('observer', a.id))).rejects.toMatchObject({ fault: 'not-allowed' })
    await expect(ask('households', house(0), as('field', a.id))).rejects.toMatchObject({ fault: 'not-allowed' })
    await expect(ask('households', house(0), as('butler', b.id))).rejects.toMatchObject({ fault: 'not-found' })
    expect(await ask('households', house(0), as('butler', a.id))).toHaveLength(3)
    expect(await ask('care', house(0), as('observer', a.id))).toEqual({ red: 2, yellow: 0, green: 1 })
  })
})
