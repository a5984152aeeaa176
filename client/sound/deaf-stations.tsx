import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'

/** Other stations that ought to be heard and cannot; who turned the sound of a desk off knows it. */
export function DeafStations({ zone, own }: { zone: string | undefined; own: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const stations = useLive((state) => state.beat?.deaf)
  const deaf = (stations ?? []).filter(({ kind, hearing, name }) => (kind === 'wall' || hearing !== 'muted') && !(kind === 'desk' && name === own))
  const [first] = deaf
  if (!first) return null
  const details = deaf.map(({ name, hearing, since }) => t('sound.deafSince', { name, why: t(`sound.chip.${hearing}`), time: format.timeSeconds(since, zone) })).join('\n')
  return (
    <span role="status" className="wall-silent" title={details} data-testid="deaf-stations">
      <span className="sound-deaf">
        <SeverityMark severity="major" />
        <span className="one-line">{deaf.length === 1 ? t('sound.deaf', { name: first.name }) : t('sound.deafMore', { count: deaf.length })}</span>
      </span>
    </span>
  )
}
