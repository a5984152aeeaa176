import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { useMay } from '../live/session.ts'
import { placeWords } from '../live/words.ts'
import { goTo } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { interrupting } from './interrupt-rules.ts'

/** A grave real alarm while a drill runs lies above the drill, and ends it with one press. */
export function DrillInterrupt({ drills }: { drills: readonly Activation[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const may = useMay()
  const alarms = useLive((state) => state.picture.alarm)
  const several = useLive((state) => (state.communities?.length ?? 0) > 1)
  const { run, busy, failure } = useCommand('activation.abort')
  const [worst, ...others] = interrupting(drills, alarms.values())
  const drill = drills.find(({ community }) => community === worst?.community)
  if (!worst || !drill) return null
  const what = t('run.interrupt.what', { alarm: alarmWords(t, worst), place: placeWords(format, sites, { community: worst.community, building: worst.building }, several) })
  const abort = async () => {
    if (await run({ version: drill.version, reason: t('run.interrupt.reason', { what }) }, drill.id)) say(t('run.interrupt.done'))
  }
  return (
    <section className="panel plan-interrupt" role="alert" aria-label={t('run.interrupt.title')} data-testid="drill-interrupt">
      <button type="button" className="line-button" onClick={() => goTo({ kind: 'alarm', id: worst.id })}>
        <span className="line-mark">
          <SeverityMark severity={worst.severity} />
          <strong>{t('run.interrupt.title')}</strong>
        </span>
        <span className="plan-interrupt-what">
          {what}
          {others.length > 0 && <span className="dim">{t('join.dot') + t('run.interrupt.more', { count: others.length })}</span>}
        </span>
      </button>
      {may('activation.abort', drill.community, { drill: true }) && (
        <button type="button" className="button button-danger" disabled={busy} onClick={() => void abort()} data-abort>
          {t('run.interrupt.abort')}
        </button>
      )}
      <ProblemNote failure={failure} />
    </section>
  )
}
