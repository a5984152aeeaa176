import { Refusal } from '../refusal.ts'

/** What a decider refuses, without the order that it shows to those who may see it: who asks from outside is nobody. */
export function decideOutside<T>(decide: () => T): T {
  try {
    return decide()
  } catch (error) {
    throw error instanceof Refusal && error.current !== undefined ? new Refusal(error.fault) : error
  }
}
