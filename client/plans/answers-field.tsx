import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { stepsBefore } from '#shared/plan-rules.ts'
import type { Answer, PlanStep } from '#shared/plans.ts'
import { BilingualField } from './bilingual-field.tsx'
import { useStepWords } from './step-words.ts'

const [fewest, most] = [2, 8]

/** What can be answered, and whether an answer leads on or back to a step before. */
export function AnswersField({ steps, step, onChange }: { steps: readonly PlanStep[]; step: PlanStep; onChange: (answers: Answer[]) => void }) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  const answers = step.answers ?? []
  const before = stepsBefore(steps).get(step.key)
  const put = (key: string, to: Partial<Answer>) => onChange(answers.map((answer) => (answer.key === key ? { ...answer, ...to } : answer)))
  return (
    <fieldset className="plain-set">
      <legend>{t('office.planEditor.field.answers')}</legend>
      {answers.map((answer, index) => (
        <div key={answer.key} className="plan-answer">
          <BilingualField label={t('office.planEditor.field.answer', { number: index + 1 })} value={answer.name} onChange={(name) => put(answer.key, { name })} />
          <div className="plan-answer-way">
            <Select
              label={t('office.planEditor.field.back')} allowDeselect={false} value={answer.back ?? ''} onChange={(back) => put(answer.key, { back: back || null })}
              data={[{ value: '', label: t('office.planEditor.field.onward') }, ...steps.filter(({ key }) => before?.has(key) || key === answer.back).map(({ key }) => ({ value: key, label: t('office.planEditor.field.backTo', { step: words.called(key) }) }))]}
            />
            <button type="button" className="button" disabled={answers.length <= fewest} aria-label={t('office.planEditor.field.dropAnswer', { number: index + 1 })} onClick={() => onChange(answers.filter(({ key }) => key !== answer.key))}>
              ×
            </button>
          </div>
        </div>
      ))}
      <button type="button" className="button" disabled={answers.length >= most} onClick={() => onChange([...answers, { key: freeKey(answers), name: { zh: '', en: '' } }])}>
        {t('office.planEditor.field.addAnswer')}
      </button>
    </fieldset>
  )
}

const freeKey = (answers: readonly Answer[]): string => `a${Math.max(answers.length, ...answers.map(({ key }) => Number(/^a(\d+)$/.exec(key)?.[1] ?? 0))) + 1}`
