import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#shared/roles.ts'
import type { ValueRule } from '#shared/rules.ts'
import { ask } from '../live/api.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { scopeKey, scopesOf } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { scopeOfPlace } from '../ui/office-place.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleTable, type RuleAct } from './rule-table.tsx'
import { EndRule, SwitchRule } from './switch-rule.tsx'
import './rules.css'

type Open = { act: 'set' } | { act: RuleAct; rule: ValueRule }

/** Rules that turn values into alarms: tried on history before they are switched on. */
export default function RulesPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['rules'], queryFn: () => ask('rules') })
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const scopes = me ? scopesOf(me, may['rule.set']).filter(({ kind }) => kind !== 'region') : []
  const [first] = scopes
  const mine = new Set(scopes.map(scopeKey))
  const close = () => setOpen(null)
  const done = () => {
    close()
    void query.refetch()
  }
  const byName = (a: ValueRule, b: ValueRule) => (a.deviceKind ?? '').localeCompare(b.deviceKind ?? '') || a.key.localeCompare(b.key) || (a.id < b.id ? -1 : 1)
  return (
    <OfficePage
      title={t('office.rules.title')} lead={t('office.rules.lead')}
      actions={first && <button type="button" className="button button-next" onClick={() => setOpen({ act: 'set' })}>{t('office.rules.set')}</button>}
    >
      <Asked query={query}>
        {(rules) =>
          rules.length === 0 ? <OfficeEmpty>{t('office.rules.empty')}</OfficeEmpty> : (
            <RuleTable rules={rules.toSorted(byName)} mayChange={({ community }) => mine.has(scopeKey(scopeOfPlace({ region: null, community })))} onAct={(act, rule) => setOpen({ act, rule })} />
          )
        }
      </Asked>
      {open?.act === 'set' && first && <RuleForm held={null} community={first.kind === 'community' ? first.id : null} onDone={done} onClose={close} />}
      {open?.act === 'change' && <RuleForm held={open.rule} community={null} onDone={done} onClose={close} />}
      {open?.act === 'switch' && <SwitchRule rule={open.rule} onDone={done} onClose={close} />}
      {open?.act === 'end' && <EndRule rule={open.rule} onDone={done} onClose={close} />}
    </OfficePage>
  )
}
