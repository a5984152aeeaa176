import { createHash } from 'node:crypto'
import { v5 } from 'uuid'

/** Ids that are made from other ids; the value means nothing. */
const namespace = '6f1d3c1e-8a55-4d0b-9a55-2f6f0c9b7a10'

/** The same parts give the same id, on every machine and every day: a second import finds what the first one made. */
export const idFrom = (...parts: string[]): string => v5(parts.join('\u001f'), namespace)

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
