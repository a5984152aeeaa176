/** Without those that are mixed up on paper: 0 and o, 1, l and i. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 20

/** A first password that can be read out: five groups of four, some 98 bits. `random` fills the bytes. */
export function makePassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> = (bytes) => crypto.getRandomValues(bytes)): string {
  const drawn = Array.from(random(new Uint8Array(length)), (byte) => letters[byte % letters.length])
  return (drawn.join('').match(/.{4}/g) ?? []).join('-')
}
