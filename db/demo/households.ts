import type { CareLevel, Household } from '#shared/households.ts'
import type { Building } from '#shared/sites.ts'
import { personName } from './person-names.ts'
import { madeUpPhone } from './phones.ts'
import type { Random } from './random.ts'

/** Of all households; the rest is not on file. */
const share: Record<CareLevel, number> = { red: 0.03, yellow: 0.09, green: 0.04 }

const needs: Record<CareLevel, readonly string[]> = {
  red: [
    '独居老人，听力不便', '独居老人，行动不便，用助行器', '独居老人，有心脏病史', '高龄夫妇，一人卧床', '轮椅出行，须走坡道', '视力残疾，须人引导', '失智老人，易走失', '家中有人吸氧，停电须先到',
  ],
  yellow: ['婴儿 6 个月', '双胞胎 1 岁', '孕晚期，预产期临近', '孕中期', '两个学龄前儿童，白天由老人带', '新生儿，家中有产妇', '孕妇，需避免久站'],
  green: ['老年夫妇，子女同住', '术后恢复，已能自理', '老人独自在家仅白天', '有大型犬，上门先联系', '常出差，紧急时联系家属'],
}

/**
 * Households on file of every building, each in a flat of its own: about 3 % red, 9 % yellow, and 4 % who asked to be on file.
 * Their phones look made up.
 */
export function householdsOf(buildings: readonly Building[], random: Random, id: (...name: (string | number)[]) => string): Household[] {
  return buildings.flatMap((building) => {
    const own = random.fork(building.id)
    return flatsOf(building).flatMap((place): Household[] => {
      const level = levelAt(own.next())
      if (!level) return []
      return [{
        id: id('household', building.id, place), version: 1, community: building.community, building: building.id, place,
        name: personName(own).zh, phone: own.chance(0.94) ? madeUpPhone(own) : null, level, needs: own.pick(needs[level]),
      }]
    })
  })
}

/** As many as the building has households: "2 单元 1201". */
function flatsOf({ households, levels, units }: Building): string[] {
  const [storeys, doors] = [levels ?? 1, Math.max(1, units)]
  return Array.from({ length: households }, (_, i) => {
    const [unit, level, room] = [i % doors, Math.floor(i / doors) % storeys, Math.floor(i / doors / storeys)]
    return `${unit + 1} 单元 ${level + 1}${String(room + 1).padStart(2, '0')}`
  })
}

function levelAt(chance: number): CareLevel | null {
  if (chance < share.red) return 'red'
  if (chance < share.red + share.yellow) return 'yellow'
  return chance < share.red + share.yellow + share.green ? 'green' : null
}
