import { expect, test } from 'vitest'
import { search, type Found } from './wall-palette-rules.ts'

const found = (group: Found['group'], title: string, words = ''): Found => ({ key: group + title, group, title, detail: '', words, run: () => undefined })

test('all parts of what was typed must occur, and what begins with it comes first', () => {
  const all = [found('buildings', '19 栋'), found('buildings', '9 栋'), found('people', '王强', 'Wang Qiang')]
  expect(search(all, '9').map((item) => item.title)).toEqual(['9 栋', '19 栋'])
  expect(search(all, 'wang').map((item) => item.title)).toEqual(['王强'])
  expect(search(all, '9 强')).toEqual([])
})

test('no group floods the others', () => {
  const all = [...Array.from({ length: 40 }, (_, i) => found('orders', `灯 ${i}`)), found('people', '灯管师傅')]
  const result = search(all, '灯')
  expect(result.filter((item) => item.group === 'orders')).toHaveLength(6)
  expect(result.at(-1)?.title).toBe('灯管师傅')
})
