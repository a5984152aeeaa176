import { largestPhoto } from '#shared/photos.ts'
import type { Bilingual } from '#shared/text.ts'
import { Refusal } from '../refusal.ts'

/** Pixels that a photo has at most before it is made smaller: any telephone's, and no bomb; the page of residents makes them smaller itself. */
export const mostPixels = { staff: 50_000_000, guests: 24_000_000 } as const
/** Pixels of the longer side as it is kept, and as it stands in a list. */
export const kept = { large: 1600, small: 320 } as const

/** What may be wrong with a photo, each with what to do. */
const wrong = {
  size: { zh: `照片不能超过 ${largestPhoto / 1024 / 1024} MB，请缩小后再发`, en: `At most ${largestPhoto / 1024 / 1024} MB: make it smaller and send it again` },
  type: { zh: '请选择 JPEG、PNG 或 WebP 格式的照片', en: 'Choose a photo in JPEG, PNG or WebP' },
  pixels: { zh: '照片像素过多，请用较低的分辨率重拍或缩小', en: 'Too many pixels: take it again at a lower resolution, or make it smaller' },
  broken: { zh: '照片不完整或已损坏，请重新拍摄或重新选择', en: 'The photo is incomplete or damaged: take or choose it again' },
  slow: { zh: '这张照片处理不了，请重新拍摄', en: 'This photo takes too long to read: take it again' },
} as const satisfies Record<string, Bilingual>

export type PhotoFault = keyof typeof wrong

export const photoRefusal = (fault: PhotoFault): Refusal =>
  new Refusal(fault === 'size' ? 'too-large' : 'invalid', { errors: [{ field: 'photo', message: wrong[fault] }] })

const starts = (bytes: Uint8Array, at: number, ...wanted: number[]): boolean => wanted.every((byte, i) => bytes[at + i] === byte)

/** What a file is by its first bytes; null for all that no photo is. Nothing else is ever handed to a decoder. */
export function kindOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50)) return 'webp'
  return null
}
