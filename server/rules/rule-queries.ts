import { see, seeAnywhere, seesEverything, type Caller } from '../identity/caller.ts'
import { holdsForCaller } from '../identity/scope-asked.ts'
import type { QueryHandlers } from '../live/handler.ts'
import type { Parts } from '../parts.ts'
import { Refusal } from '../refusal.ts'
import { standingRules } from './rule-store.ts'
import { tryRule } from './rule-trial.ts'

/** The company's rules and those of the caller's communities; a rule is tried by who could set it. */
export const ruleQueries: QueryHandlers<'rules' | 'ruleTrial'> = {
  rules: async (parts, { caller }) => {
    seeAnywhere(caller, 'rules')
    return (await standingRules(parts)).filter(await holdsForCaller(parts, caller, 'rules'))
  },
  ruleTrial: async (parts, { caller, body, now }) => {
    await allowTrial(parts, caller, body)
    return tryRule(parts, body, now)
  },
}

async function allowTrial(parts: Parts, caller: Caller, { community, device }: { community: string | null; device: string | null }): Promise<void> {
  const place = device === null ? community : await communityOf(parts, device)
  if (place !== null) await see(parts, caller, 'ruleTrial', place)
  else if (!seesEverything(caller, 'ruleTrial')) throw new Refusal('not-allowed')
}

async function communityOf({ sql }: Parts, device: string): Promise<string> {
  const [row] = await sql<{ community: string }[]>`select community_id as community from device where id = ${device}`
  if (!row) throw new Refusal('not-found')
  return row.community
}
