import { useTranslation } from 'react-i18next'
import { kindOf, type PlanStep } from '#shared/plans.ts'
import { KindMark } from '../flow/kind-mark.tsx'
import { useStepWords } from './step-words.ts'
import { StepView } from './step-view.tsx'

/** The steps on a phone: one below the other, each opened where it stands. */
export function StepCards({ steps, marked }: { steps: readonly PlanStep[]; marked: ReadonlySet<string> }) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  return (
    <ol className="edition-cards">
      {steps.map((step, index) => (
        <li key={step.key}>
          <details>
            <summary>
              <span className="edition-kind">
                <KindMark kind={kindOf(step)} /> {index + 1} {words.kind(step)}
                {marked.has(step.key) && <span className="soon"> {t('flow.marked')}</span>}
              </span>
              <strong>{words.name(step.name)}</strong>
              <span className="dim">{[words.who(step), words.limit(step), words.branch(step)].filter(Boolean).join(t('join.dot'))}</span>
            </summary>
            <StepView steps={steps} step={step} number={index + 1} heading={false} />
          </details>
        </li>
      ))}
    </ol>
  )
}
