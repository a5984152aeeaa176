import { useTranslation } from 'react-i18next'
import type { Check, CheckState } from '#shared/checks.ts'
import { useCommand } from '../live/command-state.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

const marks = ['safe', 'help', 'unreachable', 'away'] as const satisfies CheckState[]

/** How somebody is, said with one press; the one that holds is marked. `who`: for readers. */
export function CheckHands({ check, who, onMarked }: { check: Check; who: string; onMarked: (check: Check) => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('check.mark')
  const mark = async (state: CheckState) => {
    const reply = await run({ version: check.version, state }, check.id)
    if (reply) onMarked({ ...check, version: check.version + 1, state })
  }
  return (
    <>
      <span className="check-hands">
        {marks.map((state) => (
          <button key={state} type="button" className="button" aria-pressed={check.state === state} disabled={busy} onClick={() => void mark(state)} aria-label={t('run.check.markOf', { who, state: t(`words.checkState.${state}`) })}>
            {t(`words.checkState.${state}`)}
          </button>
        ))}
      </span>
      <ProblemNote failure={failure} />
    </>
  )
}
