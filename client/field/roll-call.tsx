import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activation } from '#shared/activations.ts'
import type { CheckState } from '#shared/checks.ts'
import { isDrill } from '#shared/modes.ts'
import { useFormat } from '../i18n/format.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { DrillTag } from '../ui/drill-tag.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'

/** Milliseconds: as long as the roll is called. */
const often = 5_000

/** The roll is called: whoever is asked answers with one press. Only with a line, because an answer of an hour ago says nothing. */
export function RollCall({ activation, person }: { activation: Activation; person: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const key = ['checks', activation.id]
  const { data } = useQuery({ queryKey: key, queryFn: () => ask('checks', {}, activation.id), refetchInterval: often })
  const { run, busy, failure } = useCommand('check.mark')
  const [again, setAgain] = useState(false)
  const own = data?.rollCall.find(({ check }) => check.of === person)?.check
  if (!own) return null
  const answer = async (state: CheckState) => {
    if (!(await run({ version: own.version, state, note: '' }, own.id))) return
    setAgain(false)
    await client.invalidateQueries({ queryKey: key })
  }
  const answered = own.state !== 'open' && !again
  return (
    <section className="field-card" data-urgent={!isDrill(activation.mode) || undefined} data-testid="roll-call" aria-label={t('field.roll.title')}>
      <p className="field-card-over">
        {isDrill(activation.mode) && <DrillTag />}
        {format.name(activation.name)}
      </p>
      <h2>{t(answered ? 'field.roll.answered' : 'field.roll.title')}</h2>
      {answered ? (
        <p>
          {t(`words.checkState.${own.state}`)}{' '}
          <button type="button" className="field-small" onClick={() => setAgain(true)}>
            {t('field.roll.change')}
          </button>
        </p>
      ) : (
        <>
          <button type="button" className="field-big" disabled={busy} onClick={() => void answer('safe')} data-roll="safe">
            {t('field.roll.safe')}
          </button>
          <button type="button" className="field-small field-danger" disabled={busy} onClick={() => void answer('help')} data-roll="help">
            {t('field.roll.help')}
          </button>
        </>
      )}
      <ProblemNote failure={failure} />
    </section>
  )
}
