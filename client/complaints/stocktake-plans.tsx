import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StocktakePlan } from '#shared/complaints.ts'
import { may, type Scope } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { ScopeField, scopeKey, scopesOf, useScopeWords } from '../ui/office-fields.tsx'

const scopeOf = ({ region, community }: Pick<StocktakePlan, 'region' | 'community'>): Scope =>
  community ? { kind: 'community', id: community } : region ? { kind: 'region', id: region } : { kind: 'everything' }

/** What is sent daily, and one plan for each scope to add or change. */
export function StocktakePlans({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const words = useScopeWords()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const { data: plans } = useQuery({ queryKey: ['stocktake-plans'], queryFn: () => ask('stocktakePlans') })
  const plan = useCommand('stocktake.plan')
  const [picked, pick] = useState<Scope | null>(null)
  const [edited, edit] = useState<{ at?: string; enabled?: boolean }>({})
  const scope = picked ?? (me && scopesOf(me, may['stocktake.plan'])[0]) ?? { kind: 'everything' }
  const held = plans?.find((one) => scopeKey(scopeOf(one)) === scopeKey(scope))
  const [at, enabled] = [edited.at ?? held?.at ?? '08:30', edited.enabled ?? held?.enabled ?? true]
  const choose = (next: Scope) => {
    pick(next)
    edit({})
  }
  const save = async () => {
    const about = { region: scope.kind === 'region' ? scope.id : null, community: scope.kind === 'community' ? scope.id : null }
    const done = await plan.run({ ...about, at, enabled, version: held?.version ?? null })
    await client.invalidateQueries({ queryKey: ['stocktake-plans'] })
    if (done) {
      edit({})
      say(t('office.complaints.plans.saved'))
    }
  }
  return (
    <OfficeForm title={t('office.complaints.plans.title')} submit={t('office.complaints.plans.save')} busy={plan.busy} failure={plan.failure} disabled={!plans || !/^\d\d:\d\d$/.test(at)} onSubmit={() => void save()} onClose={onClose}>
      <p className="dim">{t('office.complaints.plans.lead')}</p>
      {plans?.length === 0 && <p className="dim">{t('office.complaints.plans.none')}</p>}
      {plans && plans.length > 0 && (
        <ul className="lines" aria-label={t('office.complaints.plans.list')}>
          {plans.map((one) => (
            <li key={one.id}>
              <button type="button" className="link" onClick={() => choose(scopeOf(one))} aria-label={t('office.complaints.plans.edit', { scope: words(scopeOf(one)) })}>
                {words(scopeOf(one))}
              </button>
              <span>
                {one.enabled ? t('office.complaints.plans.line', { time: one.at }) : t('office.complaints.plans.off')}
                {one.lastDay && <span className="dim">{t('join.dot') + t('office.complaints.plans.sent', { day: one.lastDay })}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="form-pair">
        <ScopeField label={t('office.complaints.plans.scope')} value={scope} onChange={choose} roles={may['stocktake.plan']} />
        <TextInput type="time" label={t('office.complaints.plans.time')} value={at} onChange={(event) => edit({ ...edited, at: event.currentTarget.value })} required withAsterisk={false} />
      </div>
      <label className="stocktake-enabled">
        <input type="checkbox" checked={enabled} onChange={(event) => edit({ ...edited, enabled: event.currentTarget.checked })} /> {t('office.complaints.plans.enabled')}
      </label>
    </OfficeForm>
  )
}
