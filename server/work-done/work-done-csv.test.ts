import { expect, it } from 'vitest'
import type { WorkDone } from '#shared/work-done.ts'
import { workDoneCsv } from './work-done-csv.ts'

const row: WorkDone = {
  person: 'p', code: '=cmd|1', name: { zh: '张"三",\n四', en: '-2+3' }, post: 'repair', done: 3, onTime: 2, late: 1, rated: 2, rating: 4.333333, calledBack: 2, passed: 1, reopened: 0, declined: 1, minutes: null,
}

it('writes what looks like a formula as text, and cells with signs in quotes', () => {
  const [head, zh] = workDoneCsv([row], { from: '2026-11-01', to: '2026-11-30' }, 'zh').split('\r\n')
  expect(head?.charCodeAt(0)).toBe(0xfeff)
  expect(zh).toBe(`"'=cmd|1","张""三"",\n四",维修,3,2,1,2,4.33,2,1,0,1,,2026-11-01,2026-11-30`)
  expect(workDoneCsv([row], { from: 'a', to: 'b' }, 'en')).toContain(`"'-2+3",Repair,3`)
})
