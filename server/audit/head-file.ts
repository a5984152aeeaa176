import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copied, readCopied } from './head-rules.ts'
import type { Head } from './seal-rules.ts'

export const headsFile = (dataDir: string): string => join(dataDir, 'audit-heads.jsonl')

/** In bytes; longer than any row. */
const tail = 4_096

export type CopiedHeads = {
  heads: Head[]
  /** Numbers of the rows, from 1, that hold no head. */
  unreadable: number[]
}

/** All heads in a file. A last row without its end is one that was being written. Throws as `node:fs` does. */
export async function readHeads(path: string): Promise<CopiedHeads> {
  const read: CopiedHeads = { heads: [], unreadable: [] }
  const handle = await open(path, 'r')
  const torn = (await wholeBytes(handle)) < (await handle.stat()).size
  let row = 0
  for await (const text of handle.readLines()) {
    row++
    const head = readCopied(text)
    if (head) read.heads.push(head)
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
    const end = await wholeBytes(handle)
    const from = Math.max(0, end - tail)
    const { buffer } = await handle.read(Buffer.alloc(end - from), 0, end - from, from)
    return buffer.toString().split('\n').reduce<Head | null>((last, row) => readCopied(row) ?? last, null)
  } finally {
    await handle.close()
  }
}

/** Adds a head to the file, which only this account may read, and returns when it is on the disk. */
export async function appendHead(path: string, head: Head): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a+', 0o600)
  try {
    // A row that a power cut left half written would spoil the next.
    await handle.truncate(await wholeBytes(handle))
    await handle.appendFile(`${JSON.stringify(copied(head))}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The bytes up to the end of the last whole row. */
async function wholeBytes(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat()
  const from = Math.max(0, size - tail)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(tail), 0, tail, from)
  const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a)
  return end === -1 ? from : from + end + 1
}
