import type { Sharp, SharpOptions } from 'sharp'
import { Refusal } from '../refusal.ts'
import { kept, kindOf, mostPixels, photoRefusal } from './photo-rules.ts'

/** A photo as it is kept: two JPEGs, upright, in sRGB, with nothing in them but the picture. */
export type MadePhoto = { width: number; height: number; bytes: Buffer; small: Buffer }

/** `atOnce`: of each, all `pixels` may lie in memory. `waiting` beside those: whoever comes then is asked to come again. */
type Lane = { atOnce: number; waiting: number; pixels: number }

/** Staff never wait behind who is not signed in; of the four threads, one is left for everything else. */
export const lanes = {
  staff: { atOnce: 2, waiting: 10, pixels: mostPixels.staff },
  guests: { atOnce: 1, waiting: 3, pixels: mostPixels.guests },
} as const satisfies Record<string, Lane>
const seconds = 10

/**
 * Makes photos anew from their pixels: what the camera wrote beside them (place, time, telephone), and whatever else somebody hid
 * in the file, does not come along.
 */
export class PhotoMaker {
  private working = 0
  private readonly waiting: (() => void)[] = []
  private readonly lane: Lane

  constructor(lane: Lane) {
    this.lane = lane
  }

  /** @throws Refusal where it is no photo that can be read, or too many are being made */
  async make(file: Buffer): Promise<MadePhoto> {
    if (!kindOf(file)) throw photoRefusal('type')
    if (this.working >= this.lane.atOnce) {
      if (this.waiting.length >= this.lane.waiting) throw new Refusal('too-many')
      await new Promise<void>((turn) => this.waiting.push(turn))
    } else this.working++
    try {
      return await made(file, this.lane.pixels)
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.working--
    }
  }
}

/** Only what is really broken is refused: many telephones write something of their own after the picture. */
const readingOf = (pixels: number): SharpOptions => ({ limitInputPixels: pixels, failOn: 'error', sequentialRead: true })

async function made(file: Buffer, pixels: number): Promise<MadePhoto> {
  const reading = readingOf(pixels)
  // Loaded with the first photo: its library is large, and where a machine has none, all else works without it.
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  try {
    const { width, height, format } = await sharp(file, reading).metadata()
    if (width * height > pixels) throw photoRefusal('pixels')
    if (format !== kindOf(file)) throw photoRefusal('type')
    const large = await jpeg(sharp(file, reading).autoOrient(), kept.large, 78)
    const small = await jpeg(sharp(large.data), kept.small, 70)
    return { width: large.info.width, height: large.info.height, bytes: large.data, small: small.data }
  } catch (error) {
    throw error instanceof Refusal ? error : photoRefusal(faultOf(error))
  }
}

const jpeg = (photo: Sharp, side: number, quality: number) =>
  photo
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .timeout({ seconds })
    .toBuffer({ resolveWithObject: true })

/** As libvips words it. */
function faultOf(error: unknown): 'pixels' | 'slow' | 'broken' {
  const words = error instanceof Error ? error.message : ''
  return /pixel limit|dimensions too large|exceeds/i.test(words) ? 'pixels' : /timeout/i.test(words) ? 'slow' : 'broken'
}
