import { isDrill } from '#shared/modes.ts'
import { flooded, isUponUs, raisedWithin } from '../live/flood-rules.ts'
import { useLive } from '../live/live-state.ts'
import { now as serverNow } from '../live/now.ts'
import { useStation, type ToneName } from '../live/station-state.ts'
import { Player, type Played } from './player.ts'
import { hushedFor, rings, soundOf } from './sound-rules.ts'
import { tones } from './tones.ts'

/** Milliseconds between two looks at what rings, and between two tests of the own way out. */
const lookEvery = 500
const testEvery = 4_000

/** Makes this page a station: it sounds what rings, and knows whether it can be heard. Returns what ends it. */
export function startStation(): () => void {
  let player: Player | null = null
  try {
    player = new Player()
  } catch {
    useStation.setState({ hearing: 'broken' })
  }
  const played = new Map<ToneName, number>()
  let last: ToneName | null = null
  let heard: ReadonlySet<string> = new Set()
  let busy = false
  let testedAt = -Infinity
  let flood = false

  const unlock = () => {
    player?.unlock().then(test, test)
  }

  function found(result: Played): void {
    const { on, volume } = useStation.getState()
    useStation.setState({ hearing: on && volume > 0 ? result : 'muted' })
  }

  /** A refusal is an answer too: it is shown, never swallowed. */
  function attempt(playing: Promise<Played>, then?: () => void): void {
    busy = true
    playing.then(
      (result) => {
        found(result)
        if (result === 'heard') then?.()
      },
      () => found('broken'),
    ).finally(() => {
      busy = false
    })
  }

  function test(): void {
    if (!player || busy) return
    testedAt = performance.now()
    attempt(player.test())
  }

  function look(): void {
    const { picture, freshness } = useLive.getState()
    const { hushed, on, volume } = useStation.getState()
    const alarms = [...picture.alarm.values()]
    const now = serverNow()
    flood = flooded(raisedWithin(alarms.filter((alarm) => rings(alarm) && isUponUs(alarm)), now), flood)
    const { tone, ringing } = soundOf({ alarms, hushed, flood, stale: !freshness.fresh, now: Date.now() })
    if (tone !== useStation.getState().sounding) useStation.setState({ sounding: tone })
    if (!on || volume <= 0) {
      if (useStation.getState().hearing !== 'muted') useStation.setState({ hearing: 'muted' })
      return
    }
    if (!player || busy) return
    const at = performance.now()
    const begun = tone !== 'drill' && ringing.some((id) => !heard.has(id))
    heard = new Set(ringing)
    // What has just become worse, or rings beside what was heard, is heard at once; what stays comes again in its time.
    if (tone !== null && (tone !== last || begun || at - (played.get(tone) ?? -Infinity) >= tones[tone].every)) {
      played.set(tone, at)
      last = tone
      testedAt = at
      attempt(player.play(tones[tone], volume), () => useStation.setState(({ sounded }) => ({ sounded: sounded + 1 })))
      return
    }
    if (tone === null) last = null
    if (at - testedAt >= testEvery) test()
  }

  const looking = setInterval(look, lookEvery)
  window.addEventListener('pointerdown', unlock)
  window.addEventListener('keydown', unlock)
  test()
  return () => {
    clearInterval(looking)
    window.removeEventListener('pointerdown', unlock)
    window.removeEventListener('keydown', unlock)
    useStation.setState({ hearing: null, sounding: null })
    void player?.close()
  }
}

/** What rings now keeps quiet for a while, but for what really endangers lives; what comes after is heard. */
export function hush(): void {
  const now = Date.now()
  const before = [...useStation.getState().hushed].filter(([, at]) => now - at < hushedFor)
  const ringing = [...useLive.getState().picture.alarm.values()].filter((alarm) => rings(alarm) && (!alarm.lifeSafety || isDrill(alarm.mode)))
  useStation.setState({ hushed: new Map([...before, ...ringing.map((alarm) => [alarm.id, now] as const)]) })
}
