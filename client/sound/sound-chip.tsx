import { useTranslation } from 'react-i18next'
import { useMayHere } from '../live/session.ts'
import { useStation } from '../live/station-state.ts'
import { openDialog } from '../ui/desk-state.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { hush } from './station.ts'
import { useRunningStation } from './use-station.ts'
import './sound.css'

/** A desk that answers alarms is a station: it sounds, and says where it cannot be heard. Others have no sound of their own. */
export function DeskSound() {
  const mayHere = useMayHere()
  const station = mayHere('alarm.acknowledge')
  useRunningStation(station)
  return station ? <SoundChip /> : null
}

/** Nobody touches a wall, so what it lacks is only said. */
export function WallSound() {
  useRunningStation(true)
  return <SoundChip />
}

function SoundChip() {
  const { t } = useTranslation()
  const hearing = useStation((state) => state.hearing)
  const sounding = useStation((state) => state.sounding)
  const sounded = useStation((state) => state.sounded)
  if (hearing === null) return null
  const deaf = hearing === 'blocked' || hearing === 'broken'
  return (
    <span className="sound" role="status" data-testid="sound" data-hearing={hearing} data-sounding={sounding ?? undefined} data-sounded={sounded}>
      {sounding !== null && hearing === 'heard' && (
        <button type="button" className="button" onClick={hush}>
          {t('sound.hush')}
        </button>
      )}
      <button type="button" className={deaf ? 'sound-deaf' : 'button button-bare'} aria-label={t(`sound.hearing.${hearing}`)} title={t(`sound.hearing.${hearing}`)} onClick={() => openDialog({ kind: 'sound' })}>
        {deaf ? (
          <>
            <SeverityMark severity="major" />
            <Speaker off />
            <span className="one-line">{t(`sound.chip.${hearing}`)}</span>
          </>
        ) : (
          <Speaker off={hearing === 'muted'} />
        )}
      </button>
    </span>
  )
}

function Speaker({ off }: { off: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="1.1em" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.4">
      <path d="M2 6v4h3l3.5 3V3L5 6z" fill="currentColor" />
      {off ? <path d="M11 6l4 4m0-4l-4 4" /> : <path d="M11 5.5a3.5 3.5 0 0 1 0 5M13 3.5a6.5 6.5 0 0 1 0 9" />}
    </svg>
  )
}
