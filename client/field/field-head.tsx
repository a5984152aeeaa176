import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/people.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useQueue } from './queue-state.ts'
import { useWhere } from './where.ts'

/** Who, and whether what is shown is of now. */
export function FieldHead({ name, post, since }: { name: string; post: Post | null; since: number | null }) {
  const { t } = useTranslation()
  const link = useLive((state) => state.freshness.link)
  const located = useWhere(({ on, denied }) => on && !denied)
  return (
    <header className="field-head">
      <h1>{post ? name + t('join.dot') + t(`words.post.${post}`) : name}</h1>
      <p role="status" data-link={link}>
        <span className="field-dot" aria-hidden="true" />
        {t(`field.link.${link}`)}
        {since !== null && <Since at={since} />}
        {since === null && located && t('join.dot') + t('field.menu.placeOn')}
      </p>
    </header>
  )
}

function Since({ at }: { at: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return t('join.dot') + t('field.age', { age: format.age((now - at) / 1000) })
}

/** How much waits to be sent. */
export function FieldFoot({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation()
  const waits = useQueue(({ entries }) => entries.length)
  const sending = useQueue((queue) => queue.sending && queue.entries.length > 0)
  return (
    <footer className="field-foot">
      <p role="status" data-testid="waits" data-waits={waits}>
        {t('field.offline') + t('join.dot') + (waits === 0 ? t('field.queueNone') : t('field.queue', { count: waits }))}
        {sending && t('join.dot') + t('field.sending')}
      </p>
      <button type="button" className="field-small" onClick={onMenu}>
        {t('field.act.menu')}
      </button>
    </footer>
  )
}
