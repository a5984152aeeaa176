import { MultiSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { posts, skills } from '#shared/people.ts'
import { stepsBefore } from '#shared/plan-rules.ts'
import { kindOf, stepKinds, type PlanStep } from '#shared/plans.ts'
import { BilingualField } from './bilingual-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { mayFollow } from './edit-rules.ts'
import type { Editor } from './editor-state.ts'
import { KindFields } from './kind-fields.tsx'
import { NotifyFields } from './notify-fields.tsx'
import { NumberField } from './number-field.tsx'
import { starters } from './starters.ts'
import { StepActs } from './step-acts.tsx'
import { useStepWords } from './step-words.ts'

export type Change = (to: Partial<Omit<PlanStep, 'key' | 'kind' | 'answers'>>) => void
const needs = ['note', 'photo', 'second'] as const

/** Everything a step can have; what belongs to its kind appears with it. */
export function StepForm({ editor, step, number }: { editor: Editor; step: PlanStep; number: number }) {
  const { t } = useTranslation()
  const { edit, content } = editor
  const change: Change = (to) => edit({ do: 'change', step: step.key, to })
  const kind = kindOf(step)
  const asked = { note: false, photo: false, second: false, ...step.needs }
  return (
    <form className="form edition-form" onSubmit={(event) => event.preventDefault()}>
      <header>
        <h2>{t('office.planEditor.stepNumber', { number })}</h2>
        <StepActs edit={edit} steps={content.steps} chosen={step.key} />
      </header>
      <BilingualField label={t('office.planEditor.field.name')} value={step.name} onChange={(name) => change({ name })} />
      <BilingualField label={t('office.planEditor.field.instruction')} value={step.instruction} onChange={(instruction) => change({ instruction })} area max={2000} />
      <div className="form-pair">
        <ChoiceField label={t('office.planEditor.field.kind')} value={kind} options={stepKinds} words={(one) => t(`flow.kind.${one}`)} onChange={(to) => edit({ do: 'turn', step: step.key, kind: to, starters })} />
        <NumberField label={t('office.planEditor.field.limit')} placeholder={t('office.planEditor.noLimit')} value={step.minutes} onChange={(minutes) => change({ minutes })} max={43_200} />
      </div>
      <KindFields editor={editor} step={step} onChange={change} />
      <div className="form-pair">
        <ChoiceField label={t('office.planEditor.field.post')} value={step.post} options={posts} words={(one) => t(`words.post.${one}`)} onChange={(post) => change({ post })} />
        <Select
          label={t('office.planEditor.field.skill')} placeholder={t('office.planEditor.field.anySkill')} clearable value={step.skill ?? null} data={skills.map((one) => ({ value: one, label: t(`words.skill.${one}`) }))}
          onChange={(chosen) => change({ skill: skills.find((one) => one === chosen) ?? null })}
        />
      </div>
      <MultiSelect
        label={t('office.planEditor.field.orElse')} description={t('office.planEditor.field.orElseHint')} value={step.orElse ?? []} data={posts.filter((one) => one !== step.post).map((one) => ({ value: one, label: t(`words.post.${one}`) }))}
        onChange={(chosen) => change({ orElse: chosen.flatMap((one) => posts.find((post) => post === one) ?? []) })}
      />
      <FlowFields steps={content.steps} step={step} onChange={change} />
      <fieldset className="plain-set">
        <legend>{t('office.planEditor.field.needs')}</legend>
        <div className="plan-ticks">
          {needs.map((need) => (
            <label key={need}>
              <input type="checkbox" checked={asked[need]} onChange={() => change({ needs: { ...asked, [need]: !asked[need] } })} /> {t(`office.planEditor.need.${need}`)}
            </label>
          ))}
          <label>
            <input type="checkbox" checked={step.must ?? false} onChange={() => change({ must: !step.must })} /> {t('office.planEditor.field.must')}
          </label>
        </div>
      </fieldset>
      {kind !== 'notify' && <NotifyFields notify={step.notify} onChange={(notify) => change({ notify })} optional />}
    </form>
  )
}

/** What it follows, and on which answer. */
function FlowFields({ steps, step, onChange }: { steps: readonly PlanStep[]; step: PlanStep; onChange: Change }) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  const before = stepsBefore(steps).get(step.key)
  const decisions = steps.filter(({ key, answers }) => answers && (before?.has(key) || key === step.when?.step))
  const branches = decisions.flatMap(({ key, answers }) => (answers ?? []).flatMap((answer) => (answer.back ? [] : [{ value: `${key} ${answer.key}`, label: t('office.planEditor.answerIs', { step: words.called(key), answer: words.name(answer.name) }) }])))
  return (
    <>
      <MultiSelect
        label={t('office.planEditor.field.after')} description={t('office.planEditor.field.afterHint')} searchable value={step.after} placeholder={step.after.length === 0 ? t('office.planEditor.begins') : undefined}
        data={steps.filter(({ key }) => key !== step.key).map(({ key }) => ({ value: key, label: words.called(key), disabled: !step.after.includes(key) && !mayFollow(steps, step.key, key) }))}
        onChange={(after) => onChange({ after })}
      />
      {branches.length > 0 && (
        <Select
          label={t('office.planEditor.field.when')} placeholder={t('office.planEditor.field.always')} clearable value={step.when ? `${step.when.step} ${step.when.answer}` : null} data={branches}
          onChange={(chosen) => {
            const [decision, answer] = chosen?.split(' ') ?? []
            onChange({ when: decision && answer ? { step: decision, answer } : null })
          }}
        />
      )}
    </>
  )
}
