import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { posts } from '#shared/people.ts'
import { deviceKinds } from '#shared/devices.ts'
import type { PlanContent, PlanProblem } from '#shared/plans.ts'
import { resourceKinds } from '#shared/resources.ts'
import { useFormat, type Format } from '../i18n/format.ts'
import { SeverityMark } from '../ui/severity-mark.tsx'
import type { Problems } from './problems.ts'

/** What stands against publishing, each in a sentence that leads to where it is put right. */
export function ProblemsPanel({ problems: { found, world }, content, onOpen }: { problems: Problems; content: PlanContent; onOpen: (problem: PlanProblem) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (weight: PlanProblem['weight']): number => found.filter((problem) => problem.weight === weight).length
  const [errors, warnings] = [count('error'), count('warning')]
  const counts = [...(errors > 0 ? [t('office.planEditor.problems.errors', { count: errors })] : []), ...(warnings > 0 ? [t('office.planEditor.problems.warnings', { count: warnings })] : [])]
  return (
    <section className="plan-problems" aria-label={t('office.planEditor.problems.title')}>
      <header>
        <h2>{t('office.planEditor.problems.title')}</h2>
        <p role="status" data-testid="problems-count">
          {counts.length > 0 ? counts.join(t('join.dot')) : world === 'checked' && t('office.planEditor.problems.none')}
        </p>
        <p className="dim">{world === 'checking' ? t('office.planEditor.problems.checking') : world === 'failed' && t('office.planEditor.problems.failed')}</p>
      </header>
      {found.length > 0 && (
        <ul>
          {found.map((problem) => (
            <li key={[problem.problem, problem.step, problem.about].join(' ')}>
              <button type="button" className="problem-line" data-problem={problem.problem} data-weight={problem.weight} onClick={() => onOpen(problem)}>
                <SeverityMark severity={problem.weight === 'error' ? 'major' : 'notice'} />
                <span className="unseen">{t(`office.planEditor.problems.${problem.weight}`)}</span>
                <span>{sentence(t, format, content, problem)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function sentence(t: TFunction, { name }: Format, { steps }: PlanContent, problem: PlanProblem): string {
  const called = (key: string): string => {
    const place = steps.findIndex((step) => step.key === key)
    const step = steps[place]
    return step ? `${place + 1} ${name(step.name)}` : key
  }
  const said = t(`office.planEditor.problems.say.${problem.problem}`, { about: aboutWords(t, problem, called) })
  return problem.step === null ? said : t('office.planEditor.problems.at', { step: called(problem.step), problem: said })
}

function aboutWords(t: TFunction, { problem, about }: PlanProblem, called: (key: string) => string): string {
  if (about === null) return ''
  const each = (word: (key: string) => string): string => about.split(',').map(word).join(t('office.planEditor.problems.join'))
  switch (problem) {
    case 'unheld-post':
      return each((key) => known(posts, key, (post) => t(`words.post.${post}`)))
    case 'no-resource':
      return each((key) => known(resourceKinds, key, (kind) => t(`words.resourceKind.${kind}`)))
    case 'no-device':
      return each((key) => known(deviceKinds, key, (kind) => t(`words.deviceKind.${kind}`)))
    case 'missing':
    case 'untranslated':
      return each((key) => known(parts, key, (part) => t(`office.planEditor.problems.part.${part}`)))
    case 'loop':
    case 'not-before':
    case 'unanswered':
      return each(called)
    default:
      return about
  }
}

const parts = ['answers', 'wait', 'notify', 'order', 'instruct', 'request', 'block', 'name', 'purpose', 'resources', 'measures', 'standDown', 'instruction'] as const

function known<K extends string>(keys: readonly K[], key: string, word: (key: K) => string): string {
  const found = keys.find((one) => one === key)
  return found ? word(found) : key
}
