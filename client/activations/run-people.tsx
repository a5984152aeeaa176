import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { useLive } from '../live/live-state.ts'
import { useMay, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { select } from '../ui/desk-state.ts'
import { CheckHands } from './check-hands.tsx'
import { doubledIn, heldBy } from './run-rules.ts'
import { useChecks } from './run-state.ts'

/** Who has steps under way, and the roll call with how each is. */
export function RunPeople({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const sees = useSees()('checks', activation.community) === 'yes'
  return (
    <>
      <h2 className="run-title">{t('office.runs.people')}</h2>
      <Holders activation={activation} />
      <h2 className="run-title">{t('run.check.rollCall')}</h2>
      {sees ? <RollCall activation={activation} /> : <p className="dim">{t('run.check.sees')}</p>}
    </>
  )
}

function Holders({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const all = useLive((state) => state.picture.activation)
  const doubled = doubledIn(all.values())
  const held = heldBy(activation.steps)
  if (held.size === 0) return <p className="quiet">{t('office.runs.peopleNone')}</p>
  return (
    <ul className="run-lines">
      {[...held].map(([person, steps]) => {
        const holder = steps[0]?.holder
        return (
          <li key={person}>
            <p className="run-line">
              <button type="button" className="link" onClick={() => select({ kind: 'person', id: person })}>
                {holder && format.name(holder.name)}
              </button>
              <span className="dim">{t('office.runs.holds', { count: steps.length })}</span>
            </p>
            <p className="dim">{steps.map((step) => format.name(step.name)).join(t('join.comma'))}</p>
            {doubled.has(person) && <p className="soon">{t('run.doubled', { count: (doubled.get(person) ?? 1) - 1 })}</p>}
          </li>
        )
      })}
    </ul>
  )
}

function RollCall({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const may = useMay()('check.mark', activation.community, { drill: isDrill(activation.mode) }) && activation.state === 'running'
  const query = useChecks(activation.id, true, activation.state === 'running')
  return (
    <Asked query={query}>
      {({ rollCall }) =>
        rollCall.length === 0 ? (
          <p className="quiet">{t('run.check.rollNone')}</p>
        ) : (
          <ul className="run-lines" data-testid="roll-call">
            {rollCall.map(({ check, name, post }) => (
              <li key={check.id} data-state={check.state}>
                <p className="run-line">
                  <span>
                    {format.name(name)} <span className="dim">{t(`words.post.${post}`)}</span>
                  </span>
                  <span className={check.state === 'help' ? 'late' : check.state === 'open' ? 'soon' : 'dim'}>{t(`words.checkState.${check.state}`)}</span>
                </p>
                {may && <CheckHands check={check} who={format.name(name)} onMarked={() => void client.invalidateQueries({ queryKey: ['checks', activation.id] })} />}
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  )
}
