import { CannotStart } from '#db/cannot-start.ts'
import { isStage, stages, type Stage } from './stage-rules.ts'

export type Flags = { /** 0: nothing is played. */ speed: number; stage: Stage | null }

/**
 * `--speed 1…60` (0 for a company that stands still) and `--stage <name>`.
 * @throws CannotStart for anything else
 */
export function readFlags(args: readonly string[]): Flags {
  const flags: Flags = { speed: 1, stage: null }
  for (let i = 0; i < args.length; i += 2) {
    const [name, value = ''] = [args[i], args[i + 1]]
    if (name === '--speed' && /^\d+(\.\d+)?$/.test(value) && (Number(value) === 0 || (Number(value) >= 1 && Number(value) <= 60))) flags.speed = Number(value)
    else if (name === '--stage' && isStage(value)) flags.stage = value
    else throw unclear(name ?? '')
  }
  return flags
}

const unclear = (name: string): CannotStart =>
  new CannotStart(
    `"${name}" is not understood: use --speed 1 to 60 (0 stands still) and --stage ${stages.join(', ')}, as in: npm run demo -- --speed 10 --stage lift-entrapment`,
    `无法识别“${name}”：可用 --speed 1 到 60（0 为静止）和 --stage ${stages.join('、')}。`,
  )
