import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { choose, toneNames, useStation, type ToneName } from '../live/station-state.ts'
import { openDialog } from '../ui/desk-state.ts'
import { Player, type Played } from './player.ts'
import { tones } from './tones.ts'

/** How this station sounds, each tone to try, and the word of a person that they heard it: only a person knows what comes out of the loudspeaker. */
export default function SoundDialog() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { on, volume, hearing, confirmedAt } = useStation()
  const [tried, setTried] = useState<{ tone: ToneName; result: Played | null } | null>(null)
  const attempt = async (tone: ToneName) => {
    setTried({ tone, result: null })
    try {
      const player = new Player()
      await player.unlock()
      setTried({ tone, result: await player.play(tones[tone], volume) })
      await player.close()
    } catch {
      setTried({ tone, result: 'broken' })
    }
  }
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('sound.title')} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        <p>{t(`sound.hearing.${hearing ?? 'broken'}`)}</p>
        <label className="sound-choice">
          <input type="checkbox" checked={on} onChange={(event) => choose({ on: event.currentTarget.checked })} /> {t('sound.on')}
        </label>
        <label className="sound-choice">
          {t('sound.volume')}
          <input type="range" min={0.1} max={1} step={0.1} value={volume} disabled={!on} onChange={(event) => choose({ volume: event.currentTarget.valueAsNumber })} />
        </label>
        <div>
          <p className="dim">{t('sound.try')}</p>
          <div className="sound-tones">
            {toneNames.map((tone) => (
              <button key={tone} type="button" className="button" disabled={tried !== null && tried.result === null} onClick={() => void attempt(tone)}>
                {t(`sound.tone.${tone}`)}
              </button>
            ))}
          </div>
        </div>
        {tried?.result && <p role="status">{t(`sound.result.${tried.result}`)}</p>}
        <p className="dim">{confirmedAt === null ? t('sound.neverConfirmed') : t('sound.confirmed', { age: format.age((now - confirmedAt) / 1000) })}</p>
        <div className="dialog-foot">
          <Button
            disabled={tried?.result !== 'heard'}
            onClick={() => {
              choose({ confirmedAt: Date.now() })
              openDialog(null)
            }}
          >
            {t('sound.confirm')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
