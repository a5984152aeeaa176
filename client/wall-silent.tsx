import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from './i18n/format.ts'
import { useLive } from './live/live-state.ts'
import { SeverityMark } from './ui/severity-mark.tsx'
import './wall-silent.css'

/** Walls that stopped painting are a fault of this desk's part of the company; nothing is shown while all do. */
export function SilentWalls({ zone }: { zone: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const walls = useLive((state) => state.beat?.walls)
  const [first] = walls ?? []
  if (!walls || !first) return null
  const details = walls.map(({ name, since }) => t('wallScreen.silentSince', { name, time: format.timeSeconds(since, zone) })).join('\n')
  return (
    <span role="status" className="wall-silent">
      <Link href="/admin/walls" title={details} data-testid="silent-walls">
        <SeverityMark severity="major" />
        <span className="one-line">{walls.length === 1 ? t('wallScreen.silent', { name: first.name }) : t('wallScreen.silentMore', { count: walls.length })}</span>
      </Link>
    </span>
  )
}
