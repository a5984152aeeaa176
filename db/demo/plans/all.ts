import type { Plan } from '#shared/plans.ts'
import { burstPipe } from './burst-pipe.ts'
import { fallingObject } from './falling-object.ts'
import { fire } from './fire.ts'
import { gasLeak } from './gas-leak.ts'
import { liftEntrapment } from './lift-entrapment.ts'
import { lostPerson } from './lost-person.ts'
import { powerCut } from './power-cut.ts'
import { typhoon } from './typhoon.ts'

const library = [liftEntrapment, burstPipe, typhoon, fire, powerCut, gasLeak, fallingObject, lostPerson]

export const plansOf = (id: (...name: (string | number)[]) => string): Plan[] =>
  library.map((plan) => ({ id: id('plan', plan.scene), version: 1, ...plan }))
