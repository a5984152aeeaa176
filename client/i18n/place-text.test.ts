import { expect, test } from 'vitest'
import { readPlace, type Named } from './place-text.ts'

const house = (code: string, zh = `${code} 栋`, en = `Building ${code}`): Named => ({ id: code, code, name: { zh, en } })
const buildings = [house('9'), house('19'), house('A3', 'A3 座', 'Tower A3'), house('way/1', '12 号楼', 'Building 12'), house('club', '会所', 'Clubhouse')]
const read = (typed: string) => {
  const { building, place, unknown } = readPlace(typed, buildings, 'zh')
  return [building, place, unknown]
}

test.each([
  ['9栋 2 单元 1201', '9', '2 单元 1201'],
  ['9栋2单元1201室', '9', '2 单元 1201'],
  ['9-2-1201', '9', '2 单元 1201'],
  ['９－２－１２０１', '9', '2 单元 1201'],
  ['9 2 1201', '9', '2 单元 1201'],
  ['09-1201', '9', '1201'],
  ['9号楼1201', '9', '1201'],
  ['19幢', '19', ''],
  ['a3-1-302', 'A3', '1 单元 302'],
  ['A3座 302', 'A3', '302'],
  ['12栋3单元', 'way/1', '3 单元'],
  ['9栋 3 层电梯口', '9', '3 层电梯口'],
  ['会所 泳池更衣室', 'club', '泳池更衣室'],
  ['building 9 unit 2 room 1201', '9', '2 单元 1201'],
])('%s is read as a building and a place in it', (typed, building, place) => {
  expect(read(typed)).toEqual([building, place, null])
})

test('what names no building is a place of the grounds, and one that is not there is said', () => {
  expect(read('东门岗亭')).toEqual([null, '东门岗亭', null])
  expect(read('88-2-1201')).toEqual([null, '88-2-1201', '88'])
  expect(read('88栋')).toEqual([null, '88栋', '88'])
  expect(read('')).toEqual([null, '', null])
})

test('the unit is written in the language of who types', () => {
  expect(readPlace('9-2-1201', buildings, 'en').place).toBe('unit 2 1201')
})
