import { createHash, randomBytes } from 'node:crypto'
import { codeLength, codeLetters } from '#shared/report-codes.ts'

/** 60 random bits in letters: there are 32 of them, so every byte gives one without favour. */
export const newCode = (): string => [...randomBytes(codeLength)].map((byte) => codeLetters[byte % codeLetters.length]).join('')

/** As it was meant, however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '').slice(0, 40)

export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex')
