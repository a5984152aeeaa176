import sharp from 'sharp'
import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { lanes, PhotoMaker } from './photo-maker.ts'

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'white' } }).png().toBuffer()
const faultOf = (made: Promise<unknown>) => made.then(() => 'made', (error: unknown) => (error instanceof Refusal ? error.fault : String(error)))

test('a lane takes as many as it has places for, and asks the rest to come again', async () => {
  const [photo, maker] = [await plain(200, 200), new PhotoMaker(lanes.guests)]
  const places = lanes.guests.atOnce + lanes.guests.waiting
  const faults = await Promise.all(Array.from({ length: places + 2 }, () => faultOf(maker.make(photo))))
  expect(faults).toEqual([...Array<string>(places).fill('made'), 'too-many', 'too-many'])
  expect(await faultOf(maker.make(photo))).toBe('made')
})

test('who is not signed in may bring fewer pixels than staff', async () => {
  const photo = await plain(6_000, 4_100)
  expect(await faultOf(new PhotoMaker(lanes.guests).make(photo))).toBe('invalid')
  expect(await faultOf(new PhotoMaker(lanes.staff).make(photo))).toBe('made')
})
