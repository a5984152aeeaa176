import { ManyScreens } from './many-screens.ts'
import type { Options } from './options.ts'
import { atMost, noted, type Line, type Result } from './result.ts'
import { SideProcess } from './side-process.ts'
import { median } from './statistics.ts'

const screens = 200

const loads = {
  'plain ws, 1 fact': { side: 'plain', watches: 1, facts: 1 },
  'one watch, 1 fact': { side: 'rooms', watches: 1, facts: 1 },
  'one watch, 10 facts': { side: 'rooms', watches: 1, facts: 10 },
  'plain ws, 10 facts': { side: 'plain', watches: 1, facts: 10 },
  '200 watches, 1 fact': { side: 'rooms', watches: screens, facts: 1 },
} as const
type Load = keyof typeof loads

/** `cpu`: microseconds of the server process per frame that reached a screen; `encodings` per change. */
type Measured = { run: number; load: Load; cpu: number; encodings: number }

/** P2: what one more screen costs. */
export async function screensCost(options: Options, say: (line: string) => void): Promise<Result> {
  const sides = { plain: await SideProcess.start('plain', 'screens-process.ts', 'plain'), rooms: await SideProcess.start('rooms', 'screens-process.ts', 'rooms') }
  const watching = { plain: await ManyScreens.open(sides.plain, 'plain', screens), rooms: await ManyScreens.open(sides.rooms, 'rooms', screens) }
  try {
    // At most 18 frames a second: a third of the time that the other promises take is enough.
    const frames = Math.max(20, Math.round((options.seconds / 3) * 18))
    const raw: Measured[] = []
    const measure = async (load: Load, many: number): Promise<Omit<Measured, 'run' | 'load'>> => {
      const { side, watches, facts } = loads[load]
      sides[side].tell(`watches ${watches}\n`)
      const before = await sides[side].used()
      const all = watching[side].more(many * screens)
      sides[side].tell(`send ${many} ${facts}\n`)
      await all
      const after = await sides[side].used()
      return { cpu: ((after.cpu - before.cpu) * 1_000) / (many * screens), encodings: (after.encodings - before.encodings) / many }
    }
    for (const load of Object.keys(loads) as Load[]) await measure(load, 20)
    for (let run = 1; run <= options.runs; run++) {
      const order = Object.keys(loads) as Load[]
      for (const load of run % 2 ? order : order.reverse()) {
        const measured = { run, load, ...(await measure(load, frames)) }
        raw.push(measured)
        say(`P2 run ${run} ${load}: ${measured.cpu.toFixed(1)} us per delivery, ${measured.encodings} encodings per change`)
      }
    }
    return { promise: 'P2', title: 'what one more screen costs', notes: notesOf(options, frames), lines: linesOf(raw), raw }
  } finally {
    for (const one of Object.values(watching)) one.close()
    for (const side of Object.values(sides)) await side.stop()
  }
}

function linesOf(raw: readonly Measured[]): Line[] {
  const of = (load: Load, value: 'cpu' | 'encodings') => median(raw.filter((one) => one.load === load).map((one) => one[value]))
  const perFact = { alone: of('one watch, 1 fact', 'cpu'), together: of('one watch, 10 facts', 'cpu') / 10 }
  const cheaper = perFact.alone / perFact.together
  const encodings = of('one watch, 1 fact', 'encodings')
  return [
    atMost({ what: 'CPU per delivery, plain ws : Socket.IO', unit: 'us', floor: of('plain ws, 1 fact', 'cpu'), ours: perFact.alone }, 1.6),
    noted('  ten facts in the frame', 'us', of('one watch, 10 facts', 'cpu'), of('plain ws, 10 facts', 'cpu')),
    { what: 'CPU per fact, one : ten in a frame', unit: 'us', floor: perFact.alone, ours: perFact.together, ratio: 1 / cheaper, limit: 'a fifth', reached: cheaper >= 5 },
    { what: `encodings per change, ${screens} screens in one watch`, unit: '', floor: null, ours: encodings, ratio: null, limit: '1', reached: Math.round(encodings) === 1 },
    noted(`  in ${screens} watches`, '', of('200 watches, 1 fact', 'encodings')),
    noted(`CPU per delivery, ${screens} watches : one watch`, 'us', perFact.alone, of('200 watches, 1 fact', 'cpu')),
  ]
}

const notesOf = ({ runs }: Options, frames: number): string[] => [
  `Medians of ${runs} interleaved runs of ${frames} frames to ${screens} screens, about 18 frames a second, a fact of about 900 bytes; processor time of the server process.`,
  'Plain ws: the frame encoded once, the same bytes to every socket. Ours: the rooms of the product and Socket.IO.',
]
