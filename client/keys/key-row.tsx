import { useTranslation } from 'react-i18next'
import type { KeyState } from '#shared/keys.ts'
import type { Community } from '#shared/sites.ts'
import { useFormat } from '../i18n/format.ts'
import { clockOff, isOver, standingOf } from './key-rules.ts'

type Props = { held: KeyState; place: Community | null; now: number; onRotate: () => void; onRevoke: () => void }

export function KeyRow({ held, place, now, onRotate, onRevoke }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const standing = standingOf(held, now)
  const ends = standing === 'revoked' ? held.revokedAt : held.expiresAt
  return (
    <tr className={isOver(standing) ? 'key-over' : undefined}>
      <th scope="row">
        {held.name}
        <small className="dim">
          <code>{held.prefix}…</code>
        </small>
      </th>
      <td>{held.community === null ? t('office.keys.company') : place && format.name(place.name)}</td>
      <td>
        {held.doors.map((door) => t(`office.keys.door.${door}`)).join(' · ')}
        {held.device && <small className="dim">{t('office.keys.oneDevice')}</small>}
        {held.signed && <small className="dim">{t('office.keys.signed')}</small>}
      </td>
      <td>
        <KeyUse held={held} now={now} />
      </td>
      <td>{t(`office.keys.state.${standing}`, { time: ends === null ? '' : format.moment(ends) })}</td>
      <td>
        {standing === 'works' && (
          <button type="button" className="button" onClick={onRotate}>
            {t('office.keys.rotate')}
          </button>
        )}{' '}
        {!isOver(standing) && (
          <button type="button" className="button button-danger" onClick={onRevoke}>
            {t('office.keys.revoke')}
          </button>
        )}
      </td>
    </tr>
  )
}

function KeyUse({ held: { usedAt, address, clockSkew }, now }: Pick<Props, 'held' | 'now'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (usedAt === null) return <span className="dim">{t('office.keys.never')}</span>
  const off = clockOff(clockSkew)
  return (
    <>
      <time dateTime={usedAt} title={format.moment(usedAt)}>
        {t('office.keys.ago', { age: format.age(Math.max(0, now - Date.parse(usedAt)) / 1000) })}
      </time>
      {address !== null && <small className="dim">{t('office.keys.from', { address })}</small>}
      {off && <small className="soon">{t(`office.keys.${off.way}`, { span: format.span(off.seconds) })}</small>}
    </>
  )
}
