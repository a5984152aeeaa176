import { useEffect, useRef, useState } from 'react'
import { pairingStays, type Pairing } from '#shared/walls.ts'
import { post, Refused } from '../live/api.ts'

const pollEvery = 2_000
const troubleEvery = 5_000

/** `until`: when the code is renewed, by this machine's own clock, which may be wrong: only differences count. */
export type PairingState = { code: string | null; until: number; trouble: boolean }

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))

/** Shows one code after the other until somebody approves one. `onPaired`: this browser now holds the wall's cookie. */
export function usePairing(onPaired: () => void): PairingState {
  const [state, setState] = useState<PairingState>({ code: null, until: 0, trouble: false })
  const paired = useRef(onPaired)
  paired.current = onPaired

  useEffect(() => {
    let left = false
    const wait = async (): Promise<void> => {
      while (!left) {
        const opened = await open()
        if (left) return
        if (opened) {
          const until = Date.now() + pairingStays
          setState({ code: opened.code, until, trouble: false })
          if (await approved(opened.secret, until)) return paired.current()
        } else {
          setState({ code: null, until: 0, trouble: true })
          await pause(troubleEvery)
        }
      }
    }
    const approved = async (secret: string, until: number): Promise<boolean> => {
      while (!left && Date.now() < until) {
        await pause(pollEvery)
        const answer = left ? 'over' : await claim(secret)
        if (answer === 'paired') return true
        if (answer === 'over') return false
        setState((held) => ({ ...held, trouble: answer === 'trouble' }))
      }
      return false
    }
    void wait()
    return () => {
      left = true
    }
  }, [])
  return state
}

async function open(): Promise<Pairing | null> {
  try {
    return (await post('/api/walls/pairings', {})) as Pairing
  } catch {
    return null
  }
}

/** `over`: this secret opens nothing any more. */
async function claim(secret: string): Promise<'waiting' | 'paired' | 'over' | 'trouble'> {
  try {
    return ((await post('/api/walls/pairings/claim', { secret })) as { state: 'waiting' | 'paired' }).state
  } catch (error) {
    return error instanceof Refused && error.problem?.status === 404 ? 'over' : 'trouble'
  }
}
