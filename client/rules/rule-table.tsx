import { useTranslation } from 'react-i18next'
import type { ValueRule } from '#shared/rules.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { SeverityMark } from '../ui/severity-mark.tsx'
import { useRuleWords, useTarget } from './rule-words.ts'

export type RuleAct = 'change' | 'switch' | 'end'
type Acts = { mayChange: (rule: ValueRule) => boolean; onAct: (act: RuleAct, rule: ValueRule) => void }

export function RuleTable({ rules, ...acts }: Acts & { rules: readonly ValueRule[] }) {
  const { t } = useTranslation()
  const head = [
    t('office.rules.head.name'), t('office.rules.head.target'), t('office.rules.head.test'), t('office.rules.head.alarm'), t('office.rules.head.state'), t('office.rules.head.changed'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <OfficeTable label={t('office.rules.title')} head={head}>
      {rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} {...acts} />
      ))}
    </OfficeTable>
  )
}

function RuleRow({ rule, mayChange, onAct }: Acts & { rule: ValueRule }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRuleWords()
  const target = useTarget(rule)
  const mine = mayChange(rule)
  const name = words.name(rule.name)
  const state = t(rule.enabled ? 'office.rules.on' : 'office.rules.off')
  return (
    <tr data-rule={rule.id} className={rule.enabled ? undefined : 'rule-off'}>
      <th scope="row">{name}</th>
      <td>
        {target}
        <br />
        <span className="dim">{words.scope(rule.community)}</span>
      </td>
      <td>
        {words.test(rule)}
        <br />
        <span className="dim">{words.back(rule)}</span>
      </td>
      <td>
        <span className="rule-alarm">
          <SeverityMark severity={rule.severity} hollow={!rule.enabled} /> {words.alarm(rule.alarm)}
        </span>
        <span className="unseen">{t(`words.severity.${rule.severity}`)}</span>
      </td>
      <td>
        <span className="rule-state">
          {mine && <button type="button" role="switch" className="rule-switch" aria-checked={rule.enabled} aria-label={t('office.rules.turn', { name, state })} onClick={() => onAct('switch', rule)} />}
          {state}
        </span>
      </td>
      <td>
        {rule.changedBy}
        <br />
        <span className="dim">{format.moment(rule.changedAt).slice(0, -3)}</span>
      </td>
      <td>
        {mine && (
          <>
            <button type="button" className="button" onClick={() => onAct('change', rule)}>
              {t('office.admin.edit')}
            </button>{' '}
            <button type="button" className="button button-danger" onClick={() => onAct('end', rule)}>
              {t('office.rules.end.act')}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}
