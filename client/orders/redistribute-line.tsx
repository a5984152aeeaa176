import { useTranslation } from 'react-i18next'
import type { Candidate } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { placeWords } from '../live/words.ts'
import { mayStillGo } from './candidate-list.tsx'
import { useCandidateWords, useNames } from './candidate-words.ts'
import { OrderClock } from './order-clock.tsx'
import { underWay, type Line } from './redistribute-rules.ts'
import { urgency } from './urgency-rules.ts'

const stays = ''

type Props = { line: Line; chosen: string | null; changed: boolean; onChoose: (person: string | null) => void }

/** One order of a redistribution: what it is, to whom it shall go, and why. */
export function RedistributeLine({ line, chosen, changed, onChoose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const sites = useCatalogue()
  const words = useCandidateWords()
  const name = useNames()
  const order = useLive((state) => state.picture.order.get(line.order))
  const clock = order && urgency(order, now)
  const people = [...(line.candidate ? [line.candidate] : []), ...line.others.filter(mayStillGo)]
  const meant = people.find(({ person }) => person === chosen)
  const option = (one: Candidate) => [name(one.person), one.metres !== null && words.way(one), words.whyNot(one)].filter(Boolean).join(t('join.dot'))
  return (
    <li className={`redistribute-line${clock ? ` order-${clock.tone}` : ''}`} data-order={line.order} data-changed={changed || undefined}>
      <div className="redistribute-what">
        <strong className="one-line">{order ? format.title(order) : '–'}</strong>
        <span className="dim one-line">
          {order && [placeWords(format, sites, order, false), underWay(order) ? '' : t(`words.orderState.${order.state}`)].filter(Boolean).join(t('join.dot'))}
          {order && underWay(order) && <span className="soon" data-anew>{t('join.dot') + t('redistribute.anew', { state: t(`words.orderState.${order.state}`) })}</span>}
          {changed && <span className="soon">{t('join.dot') + t('redistribute.changed')}</span>}
        </span>
      </div>
      {clock && <OrderClock urgency={clock} />}
      <div className="redistribute-to">
        <select className="field" value={chosen ?? stays} onChange={(event) => onChoose(event.target.value === stays ? null : event.target.value)} aria-label={`${order ? format.title(order) : ''}${t('join.dot')}${t('redistribute.to')}`}>
          {people.map((one) => (
            <option key={one.person} value={one.person}>
              {option(one)}
            </option>
          ))}
          <option value={stays}>{t(people.length === 0 ? 'redistribute.nobody' : 'redistribute.keep')}</option>
        </select>
        {meant && <span className={meant.suitable ? 'dim' : 'soon'}>{meant.suitable ? words.why(meant) : words.whyNot(meant)}</span>}
        {meant && meant.wouldBreak > 0 && <span className="soon">{words.against(meant)}</span>}
        {line.candidate === null && <span className="soon">{t('order.nobody')}</span>}
      </div>
    </li>
  )
}
