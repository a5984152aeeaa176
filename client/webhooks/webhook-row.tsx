import { useTranslation } from 'react-i18next'
import type { Scope } from '#shared/roles.ts'
import type { Delivery, Webhook } from '#shared/webhooks.ts'
import { useFormat } from '../i18n/format.ts'
import { useScopeWords } from '../ui/office-fields.tsx'
import { eventKey } from './event-key.ts'

type Props = { hook: Webhook; last: Delivery | null; onChange: () => void; onEnd: () => void }

export const scopeOf = ({ region, community }: Pick<Webhook, 'region' | 'community'>): Scope =>
  community !== null ? { kind: 'community', id: community } : region !== null ? { kind: 'region', id: region } : { kind: 'everything' }

export function WebhookRow({ hook, last, onChange, onEnd }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScopeWords()
  const state = hook.endedAt !== null ? 'ended' : hook.enabled ? 'on' : 'off'
  return (
    <tr className={state === 'on' ? undefined : 'webhook-quiet'}>
      <th scope="row">
        {hook.name}
        <small className="dim webhook-url">{hook.url}</small>
      </th>
      <td>{words(scopeOf(hook))}</td>
      <td>{hook.events.map((event) => t(`office.webhooks.event.${eventKey(event)}`)).join(' · ')}</td>
      <td>{t(`office.webhooks.state.${state}`)}</td>
      <td>
        {last === null ? (
          <span className="dim">{t('office.webhooks.never')}</span>
        ) : (
          <>
            <span className={last.state === 'failed' ? 'webhook-bad' : undefined}>{last.answer}</span>
            <small className="dim">{format.moment(last.at)}</small>
          </>
        )}
      </td>
      <td>
        {hook.endedAt === null && (
          <>
            <button type="button" className="button" onClick={onChange}>
              {t('office.admin.edit')}
            </button>{' '}
            <button type="button" className="button button-danger" onClick={onEnd}>
              {t('office.webhooks.end')}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}
