import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueRule } from '#shared/rules.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { AlarmFields } from './alarm-fields.tsx'
import { draftOf, emptyDraft, judgedOf, type Draft } from './draft-rules.ts'
import { useRuleWords } from './rule-words.ts'
import { TargetFields } from './target-fields.tsx'
import { TestFields } from './test-fields.tsx'
import { TrialView } from './trial-view.tsx'

/** A new rule, which is off as yet, or `held` changed; its words are said as it is typed, and it can be tried before it is saved. */
export function RuleForm({ held, community, onDone, onClose }: { held: ValueRule | null; /** Where a new one begins. */ community: string | null; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const words = useRuleWords()
  const setting = useCommand('rule.set')
  const changing = useCommand('rule.change')
  const { busy, failure } = held ? changing : setting
  const [draft, setDraft] = useState<Draft>(() => (held ? draftOf(held) : { ...emptyDraft, community }))
  const put = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }))
  const judged = judgedOf(draft)
  const submit = async () => {
    if (!judged) return
    const row = { ...judged, name: { zh: draft.zh.trim(), en: draft.en.trim() || draft.zh.trim() } }
    const reply = held ? await changing.run({ ...row, version: held.version }, held.id) : await setting.run(row)
    if (!reply) return
    say(t(held ? 'office.rules.form.changed' : 'office.rules.form.saved'))
    onDone()
  }
  return (
    <OfficeForm
      title={t(held ? 'office.rules.form.change' : 'office.rules.form.set')} submit={t('office.rules.form.save')} busy={busy} failure={failure} disabled={judged === null || draft.zh.trim() === ''} size="46rem"
      onSubmit={() => void submit()} onClose={onClose}
    >
      <div className="form-pair rule-pair">
        <TextInput label={t('office.rules.form.nameZh')} value={draft.zh} onChange={(event) => put({ zh: event.currentTarget.value })} required withAsterisk={false} maxLength={200} data-autofocus />
        <TextInput label={t('office.rules.form.nameEn')} description={t('office.rules.form.nameEnHint')} value={draft.en} onChange={(event) => put({ en: event.currentTarget.value })} maxLength={200} />
      </div>
      <TargetFields draft={draft} onChange={put} />
      <TestFields draft={draft} onChange={put} />
      <AlarmFields draft={draft} onChange={put} />
      <p className="rule-preview" role="status">{judged && t('office.rules.form.sentence', { test: words.test(judged), alarm: words.alarm(judged.alarm), back: words.back(judged) })}</p>
      {held?.enabled && <p className="dim">{t('office.rules.form.effect')}</p>}
      <TrialView rule={judged} />
    </OfficeForm>
  )
}
