import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchRule } from '#shared/dispatch.ts'
import { may } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import { scopeKey, scopesOf } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { scopeOfPlace } from '../ui/office-place.tsx'
import { RuleForm } from './rule-form.tsx'
import { byPrecedence, holdsForAll } from './rule-rules.ts'
import { useRuleWords } from './rule-words.ts'

type Open = { what: 'set'; held: DispatchRule | null } | { what: 'end'; held: DispatchRule }

/** How orders come to people, by rule. */
export default function DispatchPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['dispatchRules'], queryFn: () => ask('dispatchRules') })
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const scopes = me ? scopesOf(me, may['dispatch.set']) : []
  const [first] = scopes
  const keys = new Set(scopes.map(scopeKey))
  const close = () => {
    setOpen(null)
    void query.refetch()
  }
  return (
    <OfficePage
      title={t('office.dispatch.title')}
      lead={t('office.dispatch.lead')}
      actions={first && <button type="button" className="button button-next" onClick={() => setOpen({ what: 'set', held: null })}>{t('office.dispatch.new')}</button>}
    >
      <Asked query={query}>
        {(rules) => (
          <>
            {rules.length === 0 ? <OfficeEmpty>{t('office.dispatch.empty')}</OfficeEmpty> : <RuleTable rules={rules.toSorted(byPrecedence)} mayChange={(rule) => keys.has(scopeKey(scopeOfPlace(rule)))} onOpen={setOpen} />}
            {open?.what === 'set' && first && <RuleForm held={open.held} rules={rules} first={first} onClose={close} />}
          </>
        )}
      </Asked>
      {open?.what === 'end' && <EndRule held={open.held} onClose={close} />}
    </OfficePage>
  )
}

function RuleTable({ rules, mayChange, onOpen }: { rules: readonly DispatchRule[]; mayChange: (rule: DispatchRule) => boolean; onOpen: (open: Open) => void }) {
  const { t } = useTranslation()
  const words = useRuleWords()
  const head = [t('office.dispatch.head.where'), t('office.dispatch.head.what'), t('office.dispatch.head.when'), t('office.dispatch.head.how'), <span key="acts" className="unseen">{t('office.admin.actions')}</span>]
  return (
    <OfficeTable label={t('office.dispatch.title')} head={head}>
      {rules.map((rule) => {
        const { where, what, when, how } = words(rule)
        return (
          <tr key={rule.id} data-rule={rule.id}>
            <th scope="row">{where}</th>
            <td>{what}</td>
            <td>{when}</td>
            <td>{how}</td>
            <td>
              {mayChange(rule) && (
                <>
                  <button type="button" className="button" onClick={() => onOpen({ what: 'set', held: rule })}>
                    {t('office.admin.edit')}
                  </button>{' '}
                  <button type="button" className="button button-danger" onClick={() => onOpen({ what: 'end', held: rule })}>
                    {t('office.dispatch.end')}
                  </button>
                </>
              )}
            </td>
          </tr>
        )
      })}
      {!rules.some(holdsForAll) && (
        <tr>
          <th scope="row" colSpan={3} className="dim">{t('office.dispatch.rest')}</th>
          <td className="dim">{t('office.dispatch.words.propose')}</td>
          <td />
        </tr>
      )}
    </OfficeTable>
  )
}

function EndRule({ held, onClose }: { held: DispatchRule; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('dispatch.end')
  const { where, what, when, how } = useRuleWords()(held)
  return (
    <OfficeConfirm
      title={t('office.dispatch.endOf')}
      submit={t('office.dispatch.end')}
      danger
      busy={busy}
      failure={failure}
      what={t('office.dispatch.endWhat', { rule: [where, what, when, how].join(t('join.dot')) })}
      onConfirm={() => void run({ version: held.version }, held.id).then((reply) => reply && onClose())}
      onClose={onClose}
    />
  )
}
