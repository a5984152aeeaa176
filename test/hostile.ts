import fc from 'fast-check'

/** Printed by every test that uses it; `BAD_INPUT_SEED=…` plays the same again. */
export const seed = Number(process.env.BAD_INPUT_SEED ?? 20_261_121)

/** Values that no field wants, whatever its type. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e308, -0, '', ' ', '\u0000', '\ud800', '\u202e', '../../etc/passwd', "' or 1=1 --", '${7*7}', '<script>', '__proto__', [], [[]], {}, { __proto__: null }),
  fc.constant('x'.repeat(5_000)),
  fc.array(fc.integer(), { maxLength: 5 }),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  fc.integer({ min: 1, max: 400 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
)

type Message = Record<string, unknown>

/**
 * A message with one thing wrong that no schema may let pass: a key too much, a required one missing, or a value of a kind that
 * fits nowhere.
 */
export function spoiled(message: Message, required: readonly string[]): fc.Arbitrary<unknown> {
  const keys = Object.keys(message)
  return fc.oneof(
    fc.tuple(fc.string({ minLength: 1, maxLength: 10 }).filter((key) => !keys.includes(key)), hostileValue).map(([key, value]) => ({ ...message, [key === '__proto__' ? 'proto' : key]: value })),
    ...(required.length === 0 ? [] : [
      fc.constantFrom(...required).map((key) => Object.fromEntries(Object.entries(message).filter(([name]) => name !== key))),
      fc.tuple(fc.constantFrom(...required), fc.constantFrom<unknown>(null, true, {}, [], [[1]], { a: 1 }, 0.25, '', '\u0000')).map(([key, value]) => ({ ...message, [key]: value })),
    ]),
    hostileValue.filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)),
  )
}

/** The bytes of something good after 1 to 8 changes: flips, cuts, repeats, insertions. */
export function mutated(good: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.record({ kind: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'drop'), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }), length: fc.integer({ min: 1, max: 12 }) })
  return fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) =>
    changes.reduce((bytes, { kind, at, byte, length }) => {
      const place = Math.floor(at * bytes.length)
      const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
      if (kind === 'cut') return Buffer.from(before)
      if (kind === 'drop') return Buffer.concat([before, after.subarray(length)])
      if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, length), after])
      if (kind === 'insert') return Buffer.concat([before, Buffer.alloc(length, byte), after])
      const copy = Buffer.from(bytes)
      if (place < copy.length) copy[place] = byte
      return copy
    }, good),
  )
}
