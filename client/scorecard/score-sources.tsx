import { useTranslation } from 'react-i18next'
import type { Score } from '#shared/scorecard.ts'
import { useFormat } from '../i18n/format.ts'
import { alarmWords } from '../i18n/kind.ts'

/** The ten that say most: where mending one thing quietens the room. */
export function ScoreSources({ sources, of }: { sources: Score['topTen']['sources']; of: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section>
      <h2>{t('office.scorecard.sources')}</h2>
      <ol className="score-sources">
        {sources.map(({ device, name, kind, alarms }, place) => (
          <li key={`${device ?? place}/${kind}`}>
            <span className="one-line">
              {alarmWords(t, { kind, text: '' })} <span className="dim">{name ? format.name(name) : t('office.scorecard.wholeCommunity')}</span>
            </span>
            <span>
              {alarms} <span className="dim score-share">{`${Math.round((alarms / Math.max(1, of)) * 100)}%`}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
