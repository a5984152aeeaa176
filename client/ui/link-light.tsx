import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { doors } from '#shared/doors.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import './link.css'

/** The state of the line, and behind it how long ago each feed was heard. */
export function LinkLight() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { link } = useLive((state) => state.freshness)
  const feeds = useLive((state) => state.beat?.feeds)
  const proven = useLive((state) => state.beat?.proven ?? null)
  const ages = doors.map((door) => {
    const at = feeds?.[door] ?? null
    return { door, words: at === null ? t('link.never') : t('link.ago', { age: format.age((now - at) / 1000) }) }
  })
  return (
    <Popover position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <button type="button" className="button button-bare link-light" data-link={link}>
          <span className="link-dot" aria-hidden="true" />
          {t(`link.${link}`)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <h2 className="link-feeds-title">{t('link.feeds')}</h2>
        <dl className="link-feeds">
          {proven !== null && (
            <div>
              <dt>{t('trust.proven')}</dt>
              <dd>{t('link.ago', { age: format.age((now - proven) / 1000) })}</dd>
            </div>
          )}
          {ages.map(({ door, words }) => (
            <div key={door}>
              <dt>{t(`link.feed.${door}`)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
