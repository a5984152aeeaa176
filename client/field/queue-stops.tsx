import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { stops, type Entry } from './queue-rules.ts'
import { drop, tryAgain, useQueue } from './queue-state.ts'

/** What the server did not take, why, what was said with it, and the two ways on. */
export function QueueStops() {
  const entries = useQueue((queue) => queue.entries)
  return stops(entries).map(({ entry, refused, behind }) => <Stop key={entry.key} entry={entry} refused={refused} behind={behind} />)
}

function Stop({ entry, refused, behind }: ReturnType<typeof stops>[number]) {
  const { t } = useTranslation()
  const format = useFormat()
  const live = useLive((state) => state.picture.order.get(entry.order))
  const held = entry.step ? undefined : (live ?? (refused.current as Order | undefined))
  const person = useLive((state) => (held?.assignee ? state.picture.person.get(held.assignee) : undefined))
  const [sure, setSure] = useState(false)
  return (
    <section className="field-stop" role="alert" data-testid="stop">
      <h2>{t('field.refused', { deed: t(`field.deed.${entry.deed}`) })}</h2>
      <p>
        <strong>{format.title(entry.about)}</strong> <span className="dim">{entry.about.number + t('join.dot') + t('field.refusedAt', { time: format.time(entry.at) })}</span>
      </p>
      <p>
        {refused.title}
        {refused.detail && t('join.dot') + refused.detail}
      </p>
      {refused.errors?.map((error) => <p key={error.field + error.message}>{error.message}</p>)}
      {held && <p>{t('field.now', { state: t(`words.orderState.${held.state}`), who: person ? format.name(person.name) : '–' })}</p>}
      <Kept entry={entry} />
      {behind > 0 && <p className="dim">{t('field.behind', { count: behind })}</p>}
      <div className="field-acts">
        <button type="button" className="field-small" onClick={() => void tryAgain(entry)}>
          {t('field.tryAgain')}
        </button>
        <button type="button" className={sure ? 'field-small field-danger' : 'field-small'} onClick={() => (sure ? void drop(entry) : setSure(true))} onBlur={() => setSure(false)}>
          {t(sure ? 'field.dropSure' : 'field.drop')}
        </button>
      </div>
    </section>
  )
}

/** What would be lost: it can be read, and told to somebody. */
function Kept({ entry: { said, photos } }: { entry: Entry }) {
  const { t } = useTranslation()
  return (
    <>
      {said.note !== '' && <p className="field-kept">{t('field.refusedNote', { note: said.note })}</p>}
      {photos.length > 0 && <p className="dim">{t('field.photos', { count: photos.length })}</p>}
    </>
  )
}
