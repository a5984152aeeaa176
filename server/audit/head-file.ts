import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copied, readCopied } from './head-rules.ts'
import type { Anchor, Head } from './seal-rules.ts'

export const headsFile = (dataDir: string): string => join(dataDir, 'audit-heads.jsonl')

/** In bytes; longer than any row. */
const tail = 4_096

export type CopiedHeads = {
  heads: Head[]
  anchors: Anchor[]
  /** Numbers of the rows, from 1, that hold neither. */
  unreadable: number[]
}

/** All copies in a file. A last row without its end is one that was being written. Throws as `node:fs` does. */
export async function readHeads(path: string): Promise<CopiedHeads> {
  const read: CopiedHeads = { heads: [], anchors: [], unreadable: [] }
  const handle = await open(path, 'r')
  const { whole, size } = await wholeBytes(handle)
  const torn = whole < size
  let row = 0
  for await (const text of handle.readLines()) {
    row++
    const copy = readCopied(text)
    if (copy && 'prunedAt' in copy) read.anchors.push(copy)
    else if (copy) read.heads.push(copy)
    else if (text !== '') read.unreadable.push(row)
  }
  if (torn && read.unreadable.at(-1) === row) read.unreadable.pop()
  return read
}

/** The newest head in the file; null where there is no file or nothing in it. */
export async function lastHead(path: string): Promise<Head | null> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!handle) return null
  try {
    const { whole: end } = await wholeBytes(handle)
    const from = Math.max(0, end - tail)
    const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from)
    return buffer.toString().split('\n').reduce<Head | null>((last, row) => headIn(row) ?? last, null)
  } finally {
    await handle.close()
  }
}

/** Adds a copy to the file, which only this account may read, and returns when it is on the disk. */
export async function appendCopy(path: string, copy: Head | Anchor): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a+', 0o600)
  try {
    const { whole, size } = await wholeBytes(handle)
    // A row that a power cut left half written would spoil the next.
    if (whole < size) await handle.truncate(whole)
    await handle.appendFile(`${JSON.stringify(copied(copy))}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function headIn(row: string): Head | null {
  const copy = readCopied(row)
  return copy && !('prunedAt' in copy) ? copy : null
}

/** The bytes up to the end of the last whole row, and all bytes. */
async function wholeBytes(handle: FileHandle): Promise<{ whole: number; size: number }> {
  const { size } = await handle.stat()
  const from = Math.max(0, size - tail)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(tail), 0, tail, from)
  const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a)
  return { whole: end === -1 ? from : from + end + 1, size }
}
