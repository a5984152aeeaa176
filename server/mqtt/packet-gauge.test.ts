import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PacketGauge } from './packet-gauge.ts'

const [first, most] = [100, 20_000]

/** A packet of so many bytes after its length. */
function packet(length: number): Buffer {
  const head = [0x30]
  for (let left = length; ; left >>= 7) {
    head.push(left >= 128 ? (left & 0x7f) | 0x80 : left)
    if (left < 128) return Buffer.concat([Buffer.from(head), Buffer.alloc(length, 0xff)])
  }
}

/** Whether all pieces pass. */
const passes = (bytes: Buffer, cuts: readonly number[]): boolean => {
  const gauge = new PacketGauge(first, most)
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return places.slice(1).every((to, i) => gauge.pass(bytes.subarray(places[i], to)))
}

it('a stream passes while the first packet and every other is as short as it must be, however it is cut', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.nat(150), fc.nat(25_000)), { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), (lengths, cuts) => {
    const fits = lengths.every((length, i) => length <= (i === 0 ? first : most))
    expect(passes(Buffer.concat(lengths.map(packet)), cuts)).toBe(fits)
  }))
})

it('a packet that is too long is told by its head, and a length that cannot be one too', () => {
  expect(new PacketGauge(first, most).pass(packet(101).subarray(0, 3))).toBe(false)
  expect(new PacketGauge(first, most).pass(Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff]))).toBe(false)
  expect(new PacketGauge(first, most).pass(packet(100).subarray(0, 50))).toBe(true)
})
