import { useTranslation } from 'react-i18next'
import type { ValueRule } from '#shared/rules.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import { useRuleWords, useTarget } from './rule-words.ts'
import { TrialView } from './trial-view.tsx'

type Props = { rule: ValueRule; onDone: () => void; onClose: () => void }

/** Nobody switches a rule on without having been shown what it would have done. */
export function SwitchRule({ rule, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const words = useRuleWords()
  const target = useTarget(rule)
  const { run, busy, failure } = useCommand('rule.switch')
  const turn = rule.enabled ? 'turningOff' : 'turningOn'
  const confirm = () =>
    void run({ version: rule.version, enabled: !rule.enabled }, rule.id).then((reply) => {
      if (!reply) return
      say(t(`office.rules.${turn}.done`))
      onDone()
    })
  const { community, deviceKind, device, key, test, alarm, severity } = rule
  return (
    <OfficeConfirm
      title={t(`office.rules.${turn}.title`)} submit={t(`office.rules.${turn}.act`)} danger={rule.enabled} busy={busy} failure={failure} onConfirm={confirm} onClose={onClose}
      what={rule.enabled ? t('office.rules.turningOff.what', { name: words.name(rule.name) }) : t('office.rules.turningOn.what', { test: words.test(rule), alarm: words.alarm(alarm), target })}
      more={!rule.enabled && <TrialView rule={{ community, deviceKind, device, key, test, alarm, severity }} eager />}
    />
  )
}

export function EndRule({ rule, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const words = useRuleWords()
  const { run, busy, failure } = useCommand('rule.end')
  const confirm = (reason: string) =>
    void run({ version: rule.version, reason }, rule.id).then((reply) => {
      if (!reply) return
      say(t('office.rules.end.done'))
      onDone()
    })
  return <OfficeConfirm title={t('office.rules.end.title')} what={t('office.rules.end.what', { name: words.name(rule.name) })} submit={t('office.rules.end.act')} danger reason busy={busy} failure={failure} onConfirm={confirm} onClose={onClose} />
}
