import { codeOf } from '#server/identity/second-factor.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Milliseconds for which a code is the present one. */
export const period = 30_000

/** An authenticator app: it knows what the QR code says and the time. */
export class Authenticator {
  readonly secret: string
  readonly account: string

  constructor(totpURI: string) {
    const uri = new URL(totpURI)
    this.secret = fromBase32(uri.searchParams.get('secret') ?? '')
    this.account = decodeURIComponent(uri.pathname.split(':').at(-1) ?? '')
  }

  /** `off`: periods from now, for a code that was not taken yet. */
  code(off = 0): string {
    return codeOf(this.secret, Math.floor(Date.now() / period) + off)
  }
}

function fromBase32(text: string): string {
  const bits = [...text.replace(/=+$/, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return String.fromCharCode(...(bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
