import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MaintenanceItem } from '#shared/maintenance.ts'
import { useCommand } from '../live/command-state.ts'
import { select } from '../ui/desk-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeEmpty } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Dismissed } from './dismiss-maintenance.tsx'
import { useDayWords } from './task-words.ts'

type Hands = { hands: boolean; onChanged: () => void; onDismiss: (dismissed: Dismissed) => void }

const hoursOf = (items: readonly MaintenanceItem[]): number => items.reduce((sum, { hours }) => sum + hours, 0)

/** What was accepted, by its days, with the hours that each day takes. */
export function MaintenancePlan({ items, ...hands }: Hands & { items: readonly MaintenanceItem[] }) {
  const { t } = useTranslation()
  const words = useDayWords()
  const planned = items.filter(({ state }) => state !== 'dismissed')
  const days = [...new Set(planned.map(({ day }) => day))].toSorted()
  const dismissed = items.length - planned.length
  return (
    <section className="maintenance-part" aria-label={t('office.maintenance.plan')}>
      <h2>
        {t('office.maintenance.plan')} {planned.length > 0 && <span className="dim">{t('office.maintenance.total', { count: planned.length, hours: hoursOf(planned) })}</span>}
      </h2>
      {planned.length === 0 && <OfficeEmpty>{t('office.maintenance.empty')}</OfficeEmpty>}
      {days.map((day) => {
        const own = planned.filter((item) => item.day === day)
        return (
          <div key={day} className="maintenance-day" data-day={day}>
            <h3>
              {words(day)} <span className="dim">{t('office.maintenance.hoursSum', { hours: hoursOf(own) })}</span>
            </h3>
            <ul>
              {own.map((item) => (
                <Item key={item.id} item={item} {...hands} />
              ))}
            </ul>
          </div>
        )
      })}
      {dismissed > 0 && <p className="dim">{t('office.maintenance.dismissed', { count: dismissed })}</p>}
    </section>
  )
}

function Item({ item, hands, onChanged, onDismiss }: Hands & { item: MaintenanceItem }) {
  const { t } = useTranslation()
  const [moving, setMoving] = useState(false)
  const { id, title, why, hours, state, order, version } = item
  return (
    <li data-item={id}>
      <div>
        <span className="maintenance-title">{title}</span>{' '}
        <span className="dim">{`${t('office.maintenance.hoursSum', { hours })}${t('join.dot')}${t(`office.maintenance.state.${state}`)}`}</span>
        {why && <p className="dim">{why}</p>}
      </div>
      <div className="maintenance-hands not-on-paper">
        {order && (
          <button type="button" className="button" onClick={() => select({ kind: 'order', id: order })}>
            {t('office.maintenance.openOrder')}
          </button>
        )}
        {hands && state === 'scheduled' && !moving && (
          <>
            <button type="button" className="button" onClick={() => setMoving(true)} aria-label={`${t('office.maintenance.move')} ${title}`}>
              {t('office.maintenance.move')}
            </button>
            <button type="button" className="button button-bare" onClick={() => onDismiss({ id, title, version })} aria-label={`${t('office.maintenance.dismiss')} ${title}`}>
              {t('office.maintenance.dismiss')}
            </button>
          </>
        )}
      </div>
      {moving && <Move item={item} onChanged={onChanged} onDone={() => setMoving(false)} />}
    </li>
  )
}

function Move({ item: { id, version, ...was }, onChanged, onDone }: { item: MaintenanceItem; onChanged: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const words = useDayWords()
  const move = useCommand('maintenance.change')
  const [day, setDay] = useState(was.day)
  const [hours, setHours] = useState(was.hours)
  const save = async () => {
    const done = await move.run({ version, day, hours }, id)
    onChanged()
    if (!done) return
    say(t('office.maintenance.moved', { day: words(day) }))
    onDone()
  }
  return (
    <form
      className="proposal-hands"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextInput type="date" label={t('office.maintenance.day')} value={day} onChange={(event) => setDay(event.currentTarget.value)} required withAsterisk={false} />
      <NumberInput label={t('office.maintenance.hours')} value={hours} min={0.5} max={99} step={0.5} decimalScale={1} onChange={(value) => typeof value === 'number' && value > 0 && setHours(value)} hideControls />
      <button type="submit" className="button button-next" disabled={move.busy}>
        {t('office.maintenance.save')}
      </button>
      <button type="button" className="button button-bare" onClick={onDone}>
        {t('office.maintenance.cancel')}
      </button>
      <ProblemNote failure={move.failure} />
    </form>
  )
}
