/** The longest length that a packet can say: four bytes of seven bits. */
const lengthBytes = 4

/**
 * Follows a stream of MQTT packets by their headers and tells of one that is longer than it may be before its body is kept anywhere:
 * the parser behind it would collect up to 256 MB. `first`: bytes of the first packet, the sign-in; `most`: of any other.
 */
export class PacketGauge {
  private readonly most: number
  private limit: number
  /** Bytes of the packet at hand that are still to come. */
  private left = 0
  /** Its length as far as it was read; null between the packets. */
  private length: { value: number; bytes: number } | null = null

  constructor(first: number, most: number) {
    this.limit = first
    this.most = most
  }

  /** False once a packet is too long, or its length cannot be one. */
  pass(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length; ) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at)
        this.left -= skipped
        at += skipped
      } else if (this.length === null) {
        this.length = { value: 0, bytes: 0 }
        at++
      } else if (!this.readLength(chunk[at++] ?? 0)) return false
    }
    return true
  }

  private readLength(byte: number): boolean {
    const { value, bytes } = this.length ?? { value: 0, bytes: 0 }
    const read = { value: value + (byte & 0x7f) * 128 ** bytes, bytes: bytes + 1 }
    if (byte >= 0x80) {
      this.length = read
      return read.bytes < lengthBytes
    }
    const fits = read.value <= this.limit
    this.length = null
    this.left = read.value
    this.limit = this.most
    return fits
  }
}
