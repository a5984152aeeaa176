import { optionalAlarmFields, type Alarm } from '#shared/alarms.ts'
import { leavingOut } from '../journal/leaving-out.ts'

/** An alarm as facts and pictures have it: what only some have is left out where there is none. */
export const onWire = leavingOut<Alarm>(optionalAlarmFields)
