import { useTranslation } from 'react-i18next'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { kindOf, type PlanStep } from '#shared/plans.ts'
import { KindMark } from '../flow/kind-mark.tsx'
import { useStepWords } from './step-words.ts'

type Props = { steps: readonly PlanStep[]; chosen: string | null; marked: ReadonlySet<string>; onChoose: (key: string) => void }
const columns = ['number', 'kind', 'what', 'post', 'limit', 'after', 'branch', 'needs'] as const

/** The steps as a table, one a line. Arrows go from line to line. */
export function StepTable({ steps, chosen, marked, onChoose }: Props) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => body.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [chosen])
  const press = (event: KeyboardEvent) => {
    if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    const next = steps[steps.findIndex(({ key }) => key === chosen) + (event.key === 'ArrowDown' ? 1 : -1)]
    event.preventDefault()
    if (!next) return
    onChoose(next.key)
    body.current?.querySelector<HTMLElement>(`[data-step="${next.key}"] button`)?.focus()
  }
  return (
    <div className="edition-table" tabIndex={0} role="region" aria-label={t('office.planEditor.view.table')}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`office.planEditor.head.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={press}>
          {steps.map((step, index) => (
            <tr key={step.key} data-step={step.key} data-row="" aria-current={step.key === chosen ? 'true' : undefined} onClick={() => onChoose(step.key)}>
              <td>{index + 1}</td>
              <td className="edition-kind">
                <KindMark kind={kindOf(step)} /> {words.kind(step)}
              </td>
              <th scope="row">
                <button type="button" className="edition-open" data-row-open aria-pressed={step.key === chosen} onClick={() => onChoose(step.key)}>
                  {words.name(step.name) || t('office.planEditor.new.nameless')}
                </button>
                {marked.has(step.key) && <span className="soon"> {t('flow.marked')}</span>}
                {words.name(step.instruction) && <p className="dim">{words.name(step.instruction)}</p>}
              </th>
              <td>{words.who(step)}</td>
              <td className="edition-limit">{words.limit(step)}</td>
              <td>{words.after(step)}</td>
              <td>{words.branch(step)}</td>
              <td>{words.needs(step)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
