import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, type Scope } from '#shared/roles.ts'
import { webhookEvents, type Webhook, type WebhookSecret } from '#shared/webhooks.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { ScopeField, scopesOf } from '../ui/office-fields.tsx'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../live/session.ts'
import { eventKey } from './event-key.ts'
import { scopeOf } from './webhook-row.tsx'
import type { Told } from './webhook-told.tsx'

type Event = (typeof webhookEvents)[number]
type Props = { hook: Webhook | null; onTold: (told: Told) => void; onClose: () => void }

const nounOf = (event: Event): string => event.slice(0, event.indexOf('.'))

/** `hook` null: a new one. */
export function WebhookForm({ hook, onTold, onClose }: Props) {
  const { t } = useTranslation()
  const { data: me } = useQuery(meQuery)
  const create = useCommand('webhook.create')
  const change = useCommand('webhook.change')
  const [name, setName] = useState(hook?.name ?? '')
  const [url, setUrl] = useState(hook?.url ?? '')
  const [chosen, setChosen] = useState<Scope | null>(hook ? scopeOf(hook) : null)
  const [events, setEvents] = useState<readonly Event[]>(hook?.events ?? ['order.*'])
  const [enabled, setEnabled] = useState(hook?.enabled ?? true)
  const scope = chosen ?? (me ? scopesOf(me, may['webhook.create'])[0] : null) ?? { kind: 'everything' }
  const toggle = (event: Event) => setEvents((held) => webhookEvents.filter((one) => (one === event ? !held.includes(one) : held.includes(one))))
  const submit = () => {
    const about = { name, url: url.trim(), region: scope.kind === 'region' ? scope.id : null, community: scope.kind === 'community' ? scope.id : null, events: [...events] }
    if (!hook) {
      void create.run(about).then((reply) => {
        if (reply?.once) onTold({ hook: reply.body as Webhook, secret: reply.once as WebhookSecret })
      })
      return
    }
    void change.run({ ...about, version: hook.version, enabled }, hook.id).then((reply) => {
      if (!reply) return
      say(t('office.webhooks.changed'))
      onClose()
    })
  }
  const title = t(hook ? 'office.webhooks.change' : 'office.webhooks.create')
  return (
    <OfficeForm title={title} submit={hook ? t('office.admin.save') : title} busy={create.busy || change.busy} failure={create.failure ?? change.failure} disabled={name.trim() === '' || url.trim() === '' || events.length === 0} onSubmit={submit} onClose={onClose} size="44rem">
      <TextInput label={t('office.webhooks.name')} placeholder={t('office.webhooks.nameHint')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} data-autofocus />
      <TextInput type="url" label={t('office.webhooks.url')} description={t('office.webhooks.urlHint')} value={url} onChange={(event) => setUrl(event.currentTarget.value)} maxLength={500} />
      <ScopeField value={scope} onChange={setChosen} roles={may['webhook.create']} />
      <fieldset className="webhook-events">
        <legend>{t('office.webhooks.what')}</legend>
        {webhookEvents.map((event) => (
          <label key={event} className={event.endsWith('*') ? 'webhook-all' : undefined}>
            <input type="checkbox" checked={events.includes(event)} disabled={!event.endsWith('*') && events.some((one) => one === `${nounOf(event)}.*`)} onChange={() => toggle(event)} />
            {t(`office.webhooks.event.${eventKey(event)}`)}
          </label>
        ))}
      </fieldset>
      {hook && (
        <label className="webhook-enabled">
          <input type="checkbox" checked={enabled} onChange={() => setEnabled(!enabled)} />
          {t('office.webhooks.enabled')}
        </label>
      )}
    </OfficeForm>
  )
}
