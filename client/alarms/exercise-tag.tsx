import { useTranslation } from 'react-i18next'
import type { Alarm } from '#shared/alarms.ts'
import { isDrill } from '#shared/modes.ts'
import { DrillTag } from '../ui/drill-tag.tsx'

/** The word on an alarm that is not meant: of a drill of ours, or of its sender's. */
export function ExerciseTag({ alarm: { mode, exercise } }: { alarm: Pick<Alarm, 'mode' | 'exercise'> }) {
  const { t } = useTranslation()
  if (isDrill(mode)) return <DrillTag />
  return exercise ? <span className="drill-tag">{t(`alarm.exercise.${exercise}`)}</span> : null
}
