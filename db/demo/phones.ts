import { makeRandom, type Random } from './random.ts'

/** "139 0000 4172": it looks made up, and is. */
export const madeUpPhone = (random: Random): string => `${random.pick(['139', '138', '136'])} 0000 ${String(random.int(0, 9999)).padStart(4, '0')}`

/** The one that belongs to a name: the same name, the same number. */
export const phoneOf = (name: string): string => madeUpPhone(makeRandom(`phone/${name}`))
