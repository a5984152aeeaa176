import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { useLive } from '../live/live-state.ts'
import { doubledIn, groupsOf, type Numbered } from './run-rules.ts'
import { StepItem } from './step-item.tsx'

/** Steps that are to come which are listed before the rest is folded away. */
const near = 6

/** What is under way first and whole; what is to come; what is over or was not taken folded, with its count. */
export function RunSteps({ activation, now, zone }: { activation: Activation; now: number; zone: string | undefined }) {
  const { t } = useTranslation()
  const all = useLive((state) => state.picture.activation)
  const groups = groupsOf(activation.steps)
  const doubled = doubledIn(all.values())
  const list = (rows: readonly Numbered[]) => (
    <ol className="steps">
      {rows.map(({ step, number }) => (
        <StepItem key={step.key} activation={activation} step={step} number={number} now={now} zone={zone} doubled={step.holder ? (doubled.get(step.holder.person) ?? 0) : 0} />
      ))}
    </ol>
  )
  const folded = (group: 'next' | 'over' | 'passed', rows: readonly Numbered[]) =>
    rows.length > 0 && (
      <details className="plan-fold" data-group={group}>
        <summary>{t(`run.group.${group}`, { count: rows.length })}</summary>
        {list(rows)}
      </details>
    )
  return (
    <>
      {groups.underWay.length > 0 ? list(groups.underWay) : activation.state === 'running' && <p className="quiet">{t('run.noneUnderWay')}</p>}
      {groups.next.length > 0 && list(groups.next.slice(0, near))}
      {folded('next', groups.next.slice(near))}
      {folded('over', groups.over.toReversed())}
      {folded('passed', groups.passed)}
    </>
  )
}
