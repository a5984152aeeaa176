import { checks } from '#db/schema/checks.ts'
import type { Check } from '#shared/checks.ts'
import type { FactName } from '#shared/facts.ts'
import { change, type Change } from '../journal/change.ts'

export const checkChange = (fact: Extract<FactName, `check.${string}`>, check: Check): Change => change(checks, check, { name: fact, body: check })
