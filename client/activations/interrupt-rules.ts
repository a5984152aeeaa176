import type { Activation } from '#shared/activations.ts'
import { isSafety, needsAnswer, severities, type Alarm } from '#shared/alarms.ts'
import { real } from '#shared/modes.ts'

const isGrave = (alarm: Alarm): boolean => alarm.mode === real && !alarm.exercise && needsAnswer(alarm) && (isSafety(alarm) || alarm.severity === 'critical')

/** Real alarms that nobody has answered yet, grave enough to end a drill in their community; the worst first. */
export const interrupting = (drills: readonly Pick<Activation, 'community'>[], alarms: Iterable<Alarm>): Alarm[] =>
  [...alarms]
    .filter((alarm) => isGrave(alarm) && drills.some(({ community }) => community === alarm.community))
    .toSorted((a, b) => Number(isSafety(b)) - Number(isSafety(a)) || severities.indexOf(a.severity) - severities.indexOf(b.severity) || Date.parse(a.raisedAt) - Date.parse(b.raisedAt))
