import { useTranslation } from 'react-i18next'
import { isFirm, isInDate, type Resource } from '#shared/resources.ts'
import { useFormat } from '../i18n/format.ts'
import { contactDays, daysSince, shortOf } from './pool-rules.ts'
import type { Act } from './resources-page.tsx'

type Props = { resource: Resource; now: number; tests: boolean; hands: boolean; onAct: (act: Act) => void }

export function ResourceRow({ resource, now, tests, hands, onAct }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { kind, name, place, goodUntil, contact } = resource
  return (
    <tr>
      <td>{t(`words.resourceKind.${kind}`)}</td>
      <th scope="row">
        {format.name(name)}
        <small className="dim">{format.name(place)}</small>
      </th>
      <td>
        <Stock resource={resource} />
      </td>
      <td className="resource-number">
        {goodUntil ? (
          <>
            {goodUntil}
            {!isInDate(resource, now) && <small className="resource-wrong">{t('office.resources.outOfDate')}</small>}
          </>
        ) : (
          <span className="dim">–</span>
        )}
      </td>
      <td>
        {contact || <span className="dim">–</span>}
        <Tested days={daysSince(resource, now)} />
      </td>
      <td>
        <span className="resource-acts">
          {tests && (
            <button type="button" className="button" onClick={() => onAct('test')} aria-label={t('office.resources.testOf', { name: format.name(name) })}>
              {t('office.resources.test')}
            </button>
          )}
          {hands && (
            <>
              <button type="button" className="button button-bare" onClick={() => onAct('change')} aria-label={t('office.resources.changeOf', { name: format.name(name) })}>
                {t('office.resources.change')}
              </button>
              <button type="button" className="button button-bare" onClick={() => onAct('end')} aria-label={t('office.resources.endOf', { name: format.name(name) })}>
                {t('office.resources.end')}
              </button>
            </>
          )}
        </span>
      </td>
    </tr>
  )
}

function Stock({ resource }: { resource: Resource }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { kind, stock, wanted, amount } = resource
  const short = shortOf(resource)
  const words = amount === String(stock) ? '' : amount
  if (isFirm(kind) || typeof stock !== 'number') return amount || <span className="dim">–</span>
  return (
    <span className="resource-number">
      {format.number(stock)}
      {typeof wanted === 'number' && <span className="dim"> / {format.number(wanted)}</span>}
      <small className={short > 0 ? 'resource-wrong' : 'dim'}>{short > 0 ? t('office.resources.short', { count: short }) : words}</small>
    </span>
  )
}

function Tested({ days }: { days: number | null }) {
  const { t } = useTranslation()
  if (days === null) return <small className="resource-wrong">{t('office.resources.neverTested')}</small>
  return <small className={days > contactDays ? 'resource-wrong' : 'dim'}>{days === 0 ? t('office.resources.testedToday') : t('office.resources.tested', { count: days })}</small>
}
