import type { Warning } from '#shared/warnings.ts'
import type { KeptWarning } from './warning-rules.ts'

export function onWire({ feed: _feed, subject: _subject, endedSentAt: _endedSentAt, ...warning }: KeptWarning): Warning {
  return warning
}
