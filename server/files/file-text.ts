import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { CannotGoOn } from '../cli.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const

const sampled = 256 * 1024

/** The beginning of a file, to judge it by, and its encoding. Throws CannotGoOn for what is no text. */
export async function sampleText(path: string, told?: string): Promise<{ text: string; encoding: Encoding; bytes: number }> {
  const { size } = await statFile(path)
  if (size === 0) throw new CannotGoOn(`${path} 是空文件。`, `${path} is empty.`)
  const handle = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(Math.min(size, sampled))
    await handle.read(buffer, 0, buffer.length, 0)
    const encoding = told ? toldEncoding(told) : guessEncoding(buffer, path)
    return { text: new TextDecoder(encoding).decode(buffer, { stream: true }), encoding, bytes: size }
  } finally {
    await handle.close()
  }
}

/** The whole file as text in pieces, without its byte order mark. `onBytes` hears how far it has been read. */
export async function* readText(path: string, encoding: Encoding, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let read = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    read += chunk.length
    onBytes(read)
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** A whole file of at most `most` bytes as text. */
export async function readWhole(path: string, most: number): Promise<string> {
  const { size } = await statFile(path)
  const limit = Math.round(most / 2 ** 20)
  if (size > most) throw new CannotGoOn(`${path} 超过 ${limit} MB，请分成几个文件。`, `${path} is larger than ${limit} MB: divide it.`)
  const { encoding } = await sampleText(path)
  const pieces: string[] = []
  for await (const piece of readText(path, encoding)) pieces.push(piece)
  return pieces.join('')
}

async function statFile(path: string): Promise<{ size: number }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new CannotGoOn(`找不到文件 ${path}。`, `There is no file ${path}.`)
    throw new CannotGoOn(`无法读取 ${path}（${error.code}）。`, `${path} cannot be read (${error.code}).`)
  })
  if (!found.isFile()) throw new CannotGoOn(`${path} 不是文件。`, `${path} is not a file.`)
  return found
}

function toldEncoding(told: string): Encoding {
  const name = told.toLowerCase().replace(/^(gbk|gb2312)$/, 'gb18030').replace(/^utf8$/, 'utf-8').replace(/^latin1$/, 'windows-1252')
  const found = encodings.find((one) => one === name)
  if (!found) throw new CannotGoOn(`不认识编码 ${told}，可用：${encodings.join('、')}。`, `The encoding ${told} is not known; there are ${encodings.join(', ')}.`, 2)
  return found
}

const signatures: { bytes: number[]; zh: string; en: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], zh: '是 Excel 或压缩文件，请另存为 CSV', en: 'is an Excel workbook or a ZIP archive: save it as CSV' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], zh: '是旧版 Excel 文件，请另存为 CSV', en: 'is an old Excel workbook: save it as CSV' },
  { bytes: [0x25, 0x50, 0x44, 0x46], zh: '是 PDF 文件', en: 'is a PDF' },
  { bytes: [0x1f, 0x8b], zh: '是 gzip 压缩文件，请先解压', en: 'is compressed with gzip: unpack it first' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], zh: '是图片', en: 'is a picture' },
  { bytes: [0xff, 0xd8, 0xff], zh: '是图片', en: 'is a picture' },
]

function guessEncoding(buffer: Buffer, path: string): Encoding {
  const signature = signatures.find(({ bytes }) => bytes.every((byte, at) => buffer[at] === byte))
  if (signature) throw new CannotGoOn(`${path} ${signature.zh}。`, `${path} ${signature.en}.`)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be'
  const zeros = { even: 0, odd: 0 }
  buffer.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++
  })
  if (zeros.odd > buffer.length / 8 && zeros.even < buffer.length / 50) return 'utf-16le'
  if (zeros.even > buffer.length / 8 && zeros.odd < buffer.length / 50) return 'utf-16be'
  if (zeros.even + zeros.odd > 0) throw new CannotGoOn(`${path} 不是文本文件。`, `${path} is not a text file.`)
  if (isUtf8(wholeCharacters(buffer))) return 'utf-8'
  return decodes('gb18030', buffer) ? 'gb18030' : 'windows-1252'
}

/** Without a last character that the sample may have cut. */
function wholeCharacters(buffer: Buffer): Buffer {
  if (buffer.length < sampled) return buffer
  let end = buffer.length - 1
  while (end > buffer.length - 4 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--
  return buffer.subarray(0, end)
}

function decodes(encoding: Encoding, buffer: Buffer): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(buffer, { stream: true })
    return true
  } catch {
    return false
  }
}
