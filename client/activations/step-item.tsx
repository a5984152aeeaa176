import { useTranslation } from 'react-i18next'
import { isUnderWay, type Activation, type ActivationStep } from '#shared/activations.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { acceptLeft, stepLeft, toneOf, waitsFor } from './run-rules.ts'
import { StepHands, useStepRight } from './step-hands.tsx'
import { useStepWords } from './step-words.ts'

type Props = { activation: Activation; step: ActivationStep; number: number; now: number; zone: string | undefined; /** In how many running plans its holder has steps, where in several. */ doubled: number }

/** How far up a late step has gone. */
const levels = ['commander', 'manager', 'head'] as const

/** One step: what, whose it is and whether they took it, what it waits for or what was said of it, its clock, and what can be done. */
export function StepItem({ activation, step, number, now, zone, doubled }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useStepWords()
  const may = useStepRight(activation)
  const holder = useLive((state) => (step.holder ? state.picture.person.get(step.holder.person) : undefined))
  const left = stepLeft(step, now)
  const accept = acceptLeft(step, now)
  const waits = waitsFor(activation.steps, step)
  const underWay = isUnderWay(step)
  const hands = underWay && activation.state === 'running' && may
  const asks = words.asks(step)
  const level = levels[(step.escalation ?? 0) - 1]
  const lines = [
    underWay && (step.holder ? format.name(holder?.name ?? step.holder.name) : t('run.nobody')),
    t(`words.post.${step.post}`),
    step.state === 'open' && step.acceptedAt && t('run.accepted'),
    words.part(activation, step),
    step.state === 'waiting' && waits.length > 0 && t('run.waitingFor', { steps: waits.join(t('join.comma')) }),
    (step.state === 'done' || step.state === 'checking') && step.doneBy,
    step.checkedBy && t('run.checkedBy', { who: step.checkedBy }),
    step.state === 'skipped' && t('run.skipped'),
    words.answer(step),
    step.round && t('run.round', { count: step.round }),
    step.note,
  ].filter(Boolean)
  return (
    <li className={`step step-${step.state} step-tone-${toneOf(step, now)}`} data-row={hands ? '' : undefined} data-step={step.key} data-state={step.state} aria-current={underWay ? 'step' : undefined}>
      <span className="step-number" aria-hidden="true">
        {step.state === 'done' ? (
          <svg viewBox="0 0 16 16" width="0.9em">
            <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        ) : (
          number
        )}
      </span>
      <div className="step-text">
        <p className="step-name">
          <span className={step.state === 'checking' ? 'step-state' : 'unseen'}>{t(`words.stepState.${step.state}`)}</span> {format.name(step.name)}
        </p>
        <p className="step-sub">{lines.join(t('join.dot'))}</p>
        {underWay && step.instruction[format.language] && <p className="step-sub step-instruction">{step.instruction[format.language]}</p>}
        {underWay && (
          <p className="step-marks">
            {step.state === 'checking' && <span className="soon">{t('run.waitsSecond')}</span>}
            {accept !== null && <span className="soon">{accept > 0 ? t('run.acceptLeft', { time: format.span(accept) }) : t('run.unaccepted')}</span>}
            {doubled > 1 && <span className="soon">{t('run.doubled', { count: doubled - 1 })}</span>}
            {level && <span className="soon">{t(`run.escalated.${level}`)}</span>}
            {words.wait(step) && <span>{words.wait(step)}</span>}
            {asks.map((ask) => (
              <span key={ask}>{ask}</span>
            ))}
          </p>
        )}
        {hands && <StepHands activation={activation} step={step} />}
      </div>
      <span className="step-clock">{left !== null ? (left < 0 ? `${t('run.lateBy')} ` : '') + format.span(left) : step.doneAt ? format.time(step.doneAt, zone) : underWay ? t('run.noClock') : ''}</span>
    </li>
  )
}
