import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { valueUnits } from '#shared/devices.ts'
import { kindOf, type PlanStep } from '#shared/plans.ts'
import '../i18n/device-sheet.ts'
import { usePlans } from '../live/catalogue.ts'
import { Facts } from '../ui/sheet.tsx'
import { valueWords } from './value-words.ts'
import { useStepWords } from './step-words.ts'

/** All that a step says, to read. */
export function StepView({ steps, step, number, heading = true }: { steps: readonly PlanStep[]; step: PlanStep; number: number; heading?: boolean }) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  const { name } = words
  const { data: plans } = usePlans()
  const { notify, answers, wait, order, instruct, rollCall, request, block, orElse } = step
  const row = (label: string, value: ReactNode) => [label, value] as const
  const said = (when: unknown, label: string, value: () => ReactNode) => (when ? [row(label, value())] : [])
  const field = <K extends 'kind' | 'post' | 'orElse' | 'limit' | 'after' | 'when' | 'needs' | 'notify' | 'answers' | 'until' | 'title' | 'action' | 'called' | 'resource' | 'block'>(key: K): string => t(`office.planEditor.field.${key}`)
  const rows = [
    row(field('kind'), t(`flow.kind.${kindOf(step)}`)),
    row(field('post'), words.who(step)),
    ...said(orElse?.length, field('orElse'), () => orElse?.map((post) => t(`words.post.${post}`)).join(t('join.comma'))),
    row(field('limit'), words.limit(step)),
    row(field('after'), step.after.length === 0 ? t('office.planEditor.begins') : step.after.map(words.called).join(t('join.comma'))),
    ...said(step.when, field('when'), () => words.branch(step)),
    ...said(words.needs(step), field('needs'), () => words.needs(step)),
    ...(answers ?? []).map((answer, index) => row(t('office.planEditor.field.answer', { number: index + 1 }), name(answer.name) + (answer.back ? `${t('join.dot')}${t('office.planEditor.field.backTo', { step: words.called(answer.back) })}` : ''))),
    ...(wait ? [row(field('until'), waitWords())] : []),
    ...(order ? [row(field('title'), [name(order.title), t(`words.category.${order.category}`), t(`words.priority.${order.priority}`)].join(t('join.dot')))] : []),
    ...(instruct ? [row(field('action'), `${t(`words.deviceKind.${instruct.device}`)}${t('join.dot')}${t(`deviceSheet.action.${instruct.action}`)}`)] : []),
    ...said(kindOf(step) === 'roll-call', field('called'), () => (rollCall && rollCall.length > 0 ? rollCall.map((post) => t(`words.post.${post}`)).join(t('join.comma')) : t('office.planEditor.field.calledHint'))),
    ...(request ? [row(field('resource'), `${t(`words.resourceKind.${request.kind}`)} × ${request.amount}`)] : []),
    ...said(block, field('block'), () => name(plans?.find(({ series }) => series === block)?.name ?? { zh: '–', en: '–' })),
    ...(notify ? [row(field('notify'), `${name(notify.to)}${t('join.colon')}${name(notify.text)}`)] : []),
  ]
  function waitWords(): string {
    if (!wait) return ''
    if (wait.until === 'time') return words.time(wait.minutes)
    if (wait.until === 'person') return t('office.planEditor.until.person')
    return [t(`words.deviceKind.${wait.device}`), valueWords(t, wait.key), t(`office.planEditor.comparison.${wait.when}`), wait.limit, valueUnits[wait.key] ?? ''].filter((word) => word !== '').join(' ')
  }
  return (
    <div className="edition-view">
      {heading && (
        <h2>
          {number} {name(step.name)}
        </h2>
      )}
      {name(step.instruction) && <p>{name(step.instruction)}</p>}
      <Facts rows={rows} />
    </div>
  )
}
