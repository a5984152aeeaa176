import { useTranslation } from 'react-i18next'
import type { Candidate } from '#shared/orders.ts'
import { useLive } from '../live/live-state.ts'
import { Block } from '../ui/sheet.tsx'
import { useCandidateWords, useNames } from './candidate-words.ts'

type Props = { candidates: readonly Candidate[]; recommended: string | null; chosen: string | null; onChoose: (candidate: Candidate) => void }

/** What the desk may overrule: somebody busy, silent or unwilling can still be told to go. */
const soft: readonly Candidate['exclusions'][number][] = ['overloaded', 'silent', 'declined']
export const mayStillGo = ({ exclusions }: Candidate): boolean => exclusions.every((exclusion) => soft.includes(exclusion))

/** Who could take an order, best first, each with why; then who could be told to all the same, and who cannot. */
export function CandidateList({ candidates, recommended, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const words = useCandidateWords()
  const name = useNames()
  const fit = candidates.filter(({ suitable }) => suitable)
  const unfit = candidates.filter(({ suitable, exclusions }) => !suitable && !exclusions.includes('off-shift'))
  const away = candidates.filter(({ suitable, exclusions }) => !suitable && exclusions.includes('off-shift'))
  const row = (candidate: Candidate, first: boolean) => (
    <button
      type="button"
      className="candidate"
      aria-pressed={chosen === candidate.person}
      data-candidate={candidate.person}
      autoFocus={first}
      onClick={() => onChoose(candidate)}
    >
      <span className="candidate-name">
        {name(candidate.person)} <Post id={candidate.person} />
        {recommended === candidate.person && <span className="candidate-first"> {t('order.recommended')}</span>}
      </span>
      <span className="candidate-way">{words.way(candidate)}</span>
      <span className="candidate-why">{candidate.suitable ? words.why(candidate) : words.whyNot(candidate)}</span>
      {candidate.wouldBreak > 0 && <span className="candidate-why soon">{words.against(candidate)}</span>}
    </button>
  )
  return (
    <>
      <Block title={t('order.candidates')}>
        {fit.length === 0 && <p>{t('order.noCandidates')}</p>}
        <ul>
          {fit.map((candidate, index) => (
            <li key={candidate.person}>{row(candidate, index === 0 && chosen === null)}</li>
          ))}
        </ul>
      </Block>
      {unfit.length + away.length > 0 && (
        <Block title={t('order.cannot')}>
          <ul className="lines">
            {unfit.map((candidate) => (
              <li key={candidate.person}>
                {mayStillGo(candidate) ? (
                  row(candidate, false)
                ) : (
                  <>
                    <span className="dim">{name(candidate.person)}</span>
                    <span className="dim">{words.whyNot(candidate)}</span>
                  </>
                )}
              </li>
            ))}
            {away.length > 0 && (
              <li>
                <span className="dim">{t('people.more', { count: away.length })}</span>
                <span className="dim">{t('words.exclusion.off-shift')}</span>
              </li>
            )}
          </ul>
        </Block>
      )}
    </>
  )
}

function Post({ id }: { id: string }) {
  const { t } = useTranslation()
  const post = useLive((state) => state.picture.person.get(id)?.post)
  return post ? <span className="dim">{t(`words.post.${post}`)}</span> : null
}
