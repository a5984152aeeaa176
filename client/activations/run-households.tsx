import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import type { Check, CheckedHousehold } from '#shared/checks.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCatalogue } from '../live/catalogue.ts'
import { useMay, useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { Phone, Reveal } from '../ui/reveal.tsx'
import { CheckHands } from './check-hands.tsx'
import { useChecks } from './run-state.ts'

const counted = ['open', 'safe', 'help', 'unreachable', 'away'] as const

/** How many households in need were asked after; who they are by right, and each look is written down. */
export function RunHouseholds({ activation }: { activation: Activation }) {
  const { t } = useTranslation()
  const sees = useSees()
  const query = useChecks(activation.id, true, activation.state === 'running')
  return (
    <Asked query={query}>
      {({ households }) => {
        if (counted.every((state) => households[state] === 0)) return <p className="quiet">{t('run.check.none')}</p>
        return (
          <>
            <dl className="run-counts" data-testid="household-counts">
              {counted.map((state) => (
                <div key={state} data-count={state}>
                  <dt>{t(`words.checkState.${state}`)}</dt>
                  <dd className={state === 'help' && households.help > 0 ? 'late' : ''}>{households[state]}</dd>
                </div>
              ))}
            </dl>
            {sees('checkedHouseholds', activation.community) === 'yes' && (
              <Reveal label={t('run.check.show')} mask="" ask={() => ask('checkedHouseholds', {}, activation.id)}>
                {(rows) => <Named activation={activation} rows={rows} />}
              </Reveal>
            )}
          </>
        )
      }}
    </Asked>
  )
}

function Named({ activation, rows }: { activation: Activation; rows: readonly CheckedHousehold[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useCatalogue()
  const client = useQueryClient()
  const may = useMay()('check.mark', activation.community, { drill: isDrill(activation.mode) }) && activation.state === 'running'
  // Asking again would be another look that is written down.
  const [marked, setMarked] = useState<ReadonlyMap<string, Check>>(new Map())
  const hear = (check: Check) => {
    setMarked((before) => new Map(before).set(check.id, check))
    void client.invalidateQueries({ queryKey: ['checks', activation.id] })
  }
  return (
    <ul className="run-lines" data-testid="checked-households">
      {rows.map(({ check: read, household }) => {
        const check = marked.get(read.id) ?? read
        const building = sites.building.get(household.building)
        const where = [building && format.name(building.name), household.place].filter(Boolean).join(' ')
        return (
          <li key={check.id} data-state={check.state}>
            <p className="run-line">
              <span>
                <span className={`care care-${household.level}`}>{t(`personal.level.${household.level}`)}</span> {where} {household.name}
              </span>
              <Phone number={household.phone} />
            </p>
            <p className="dim">{[household.needs, t(`words.checkState.${check.state}`)].filter(Boolean).join(t('join.dot'))}</p>
            {may && <CheckHands check={check} who={`${where} ${household.name}`} onMarked={hear} />}
          </li>
        )
      })}
    </ul>
  )
}
