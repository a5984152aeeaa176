import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Quarantined } from '#shared/quarantine.ts'
import { useFormat } from '../i18n/format.ts'
import { meQuery } from '../live/session.ts'

const mostReasons = 2

type Props = { message: Quarantined; stated: boolean; onCorrect: () => void; onDismiss: () => void }

export function QuarantineRow({ message: { at, door, keyName, community, reason, body, state }, stated, onCorrect, onDismiss }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: me } = useQuery(meQuery)
  const place = me?.communities.find(({ id }) => id === community)
  return (
    <tr className={state === 'kept' ? undefined : 'quarantine-over'}>
      <td>
        <time className="quarantine-at" dateTime={at}>{format.moment(at)}</time>
      </td>
      <td className="quarantine-door">{t(`office.keys.door.${door}`)}</td>
      <td>
        <Link className="link" href="/admin/keys">{keyName}</Link>
        <small className="dim">{community === null ? t('office.quarantine.company') : place && format.name(place.name)}</small>
      </td>
      <td className="quarantine-reason">
        {reason.slice(0, mostReasons).map((one) => (
          <p key={one.field + one.message}>{t('office.quarantine.field', one)}</p>
        ))}
        {reason.length > mostReasons && <small className="dim">{t('office.quarantine.reasons', { count: reason.length - mostReasons })}</small>}
      </td>
      <td>
        <code className="quarantine-body">{body.slice(0, 400)}</code>
      </td>
      {stated && <td>{t(`office.quarantine.state.${state}`)}</td>}
      <td>
        {state === 'kept' && (
          <>
            <button type="button" className="button" onClick={onCorrect}>
              {t('office.quarantine.correct')}
            </button>{' '}
            <button type="button" className="button button-bare" onClick={onDismiss}>
              {t('office.quarantine.dismiss')}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}
