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

/** The first editions, as they are published in an installation that has none. `at`: when. */
export const plansOf = (id: (...name: (string | number)[]) => string, at: string): Plan[] =>
  library.map((plan) => ({
    id: id('plan', plan.scene), version: 1, series: id('plan', plan.scene), edition: 1, state: 'published', measures: [], standDown: [], acceptMinutes: 2, secondPerson: false, ...plan,
    by: 'Watchfloor', changedAt: at, publishedAt: at, publishedBy: 'Watchfloor', change: '', findings: [],
  }))
