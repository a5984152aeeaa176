import type { Plan, PlanContent } from '#shared/plans.ts'
import { ambulance } from './block-ambulance.ts'
import { evacuation } from './block-evacuation.ts'
import { press } from './block-press.ts'
import { burstPipe } from './burst-pipe.ts'
import { fallingObject } from './falling-object.ts'
import { fire } from './fire.ts'
import { gasLeak } from './gas-leak.ts'
import { heavyRain } from './heavy-rain.ts'
import { intrusion } from './intrusion.ts'
import { liftEntrapment } from './lift-entrapment.ts'
import { lostPerson } from './lost-person.ts'
import { powerCut } from './power-cut.ts'
import { publicHealth } from './public-health.ts'
import { snow } from './snow.ts'
import type { BlockName, PlanDraft } from './step.ts'
import { typhoon } from './typhoon.ts'

const scenes = [liftEntrapment, burstPipe, typhoon, heavyRain, snow, fire, powerCut, gasLeak, intrusion, fallingObject, lostPerson, publicHealth]
const blocks: Record<BlockName, PlanDraft> = { ambulance, evacuation, press }
const blockNames = Object.keys(blocks) as BlockName[]

type IdOf = (...name: (string | number)[]) => string

/** The first editions, as they are published in an installation that has none: the blocks, then one plan for each scene. `at`: when. */
export function plansOf(id: IdOf, at: string): Plan[] {
  const blockId = (name: BlockName) => id('plan', blocks[name].scene, name)
  const content = (draft: PlanDraft): PlanContent => ({ ...draft, steps: draft.steps.map(({ block, ...step }) => (block ? { ...step, block: blockId(block) } : step)) })
  const edition = (plan: string, draft: PlanDraft): Plan => ({
    id: plan, version: 1, series: plan, edition: 1, state: 'published', ...content(draft), by: 'Watchfloor', changedAt: at, publishedAt: at, publishedBy: 'Watchfloor', change: '', findings: [],
  })
  return [...blockNames.map((name) => edition(blockId(name), blocks[name])), ...scenes.map((draft) => edition(id('plan', draft.scene), draft))]
}
