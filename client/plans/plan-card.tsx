import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { queryPaths } from '#shared/paths.ts'
import { useMayHere } from '../live/session.ts'
import { openDialog } from '../ui/desk-state.ts'
import { PercentMark } from '../ui/percent-mark.tsx'
import { useMayCompany } from './company-right.ts'
import type { Figures } from './library-figures.ts'
import type { Series } from './plan-series.ts'
import { usePlanWords } from './plan-words.ts'
import { SceneMark } from './scene-mark.tsx'

const triggersShown = 2

/** One plan of the library: what it is for, how it stands, what can be done with it. */
export function PlanCard({ series, figures, busy, onNewEdition }: { series: Series; figures: Figures; busy: boolean; onNewEdition: () => void }) {
  const { t } = useTranslation()
  const words = usePlanWords()
  const { shown, inForce, open } = series
  const name = words.name(shown.name)
  const triggers = shown.triggers.map(words.trigger)
  const more = triggers.length - triggersShown
  const facts = [
    shown.targetMinutes === null ? t('office.planLibrary.noTarget') : t('office.planLibrary.target', { time: words.time(shown.targetMinutes) }), t('office.planLibrary.steps', { count: shown.steps }), ...(shown.secondPerson ? [t('office.planLibrary.second')] : []),
  ]
  return (
    <li className="plan-card" data-series={series.id} data-state={shown.state}>
      <header>
        <SceneMark scene={shown.scene} />
        <div>
          <h2>
            <Link href={`/plans/library/${shown.id}`} className="plan-card-name">
              {name}
            </Link>
          </h2>
          <p className="dim">
            {t(`words.scene.${shown.scene}`)}
            {t('join.dot')}
            {t('office.planLibrary.edition', { edition: shown.edition })}
            {t('join.dot')}
            {inForce?.publishedAt ? t('office.planLibrary.since', { date: words.day(inForce.publishedAt) }) : t(`office.planLibrary.state.${shown.state}`)}
          </p>
        </div>
      </header>
      <p className="plan-card-purpose">{words.name(shown.purpose)}</p>
      <p className="dim">{facts.join(t('join.dot'))}</p>
      <dl className="plan-card-facts">
        <dt>{t('office.planLibrary.when')}</dt>
        <dd>{triggers.length === 0 ? t('office.planLibrary.noTrigger') : [...triggers.slice(0, triggersShown), ...(more > 0 ? [t('office.planLibrary.moreTriggers', { count: more })] : [])].join(t('join.dot'))}</dd>
        <Known series={series} figures={figures} />
      </dl>
      {open && open !== shown && <p className="plan-card-open">{t(`office.planLibrary.working.${open.state === 'review' ? 'review' : 'draft'}`, { edition: open.edition, who: open.by })}</p>}
      <Acts series={series} name={name} busy={busy} onNewEdition={onNewEdition} />
    </li>
  )
}

/** What is not known, and what blocks of plans never have, is left out. */
function Known({ series, figures: { ready, drilledAt, findings } }: { series: Series; figures: Figures }) {
  const { t } = useTranslation()
  const { day } = usePlanWords()
  if (!series.inForce) return null
  return (
    <>
      {ready && (
        <>
          <dt>{t('office.planLibrary.ready')}</dt>
          <dd className="plan-card-ready">
            <PercentMark percent={ready.mean} />
            {ready.of > 1 && <span className="dim">{t('office.planLibrary.readyWorst', { worst: ready.worst })}</span>}
          </dd>
        </>
      )}
      {drilledAt !== undefined && (ready || drilledAt) && (
        <>
          <dt>{t('office.planLibrary.drilled')}</dt>
          <dd>{drilledAt ? day(drilledAt) : t('office.planLibrary.never')}</dd>
        </>
      )}
      {findings !== undefined && findings > 0 && (
        <>
          <dt>{t('office.planLibrary.findings')}</dt>
          <dd>
            <Link className="link" href={`/plans/findings?plan=${series.id}`}>
              {t('office.planLibrary.findings', { count: findings })}
            </Link>
          </dd>
        </>
      )}
    </>
  )
}

function Acts({ series: { shown, inForce, open }, name, busy, onNewEdition }: { series: Series; name: string; busy: boolean; onNewEdition: () => void }) {
  const { t } = useTranslation()
  const here = useMayHere()
  const company = useMayCompany()
  const named = (act: string): string => t('office.planLibrary.actOf', { act, name })
  const going = open && t(open.state === 'review' ? 'office.planLibrary.review' : company('plan.change') ? 'office.planLibrary.goOn' : 'office.planLibrary.open')
  return (
    <div className="plan-card-acts">
      {inForce && here('activation.start') && (
        <button type="button" className="button button-next" aria-label={named(t('office.planLibrary.start'))} onClick={() => openDialog({ kind: 'start', plan: inForce.id })}>
          {t('office.planLibrary.start')}
        </button>
      )}
      {(inForce || !open) && (
        <Link className="button" href={`/plans/library/${shown.id}`} aria-label={named(t('office.planLibrary.open'))}>
          {t('office.planLibrary.open')}
        </Link>
      )}
      {open && going && (
        <Link className="button" href={`/plans/library/${open.id}`} aria-label={named(going)}>
          {going}
        </Link>
      )}
      {!open && company('plan.draft') && (
        <button type="button" className="button" disabled={busy} aria-label={named(t('office.planLibrary.newEdition'))} onClick={onNewEdition}>
          {t('office.planLibrary.newEdition')}
        </button>
      )}
      <a className="button button-bare" href={queryPaths.planExport.replace(':id', shown.id)} download aria-label={named(t('office.planLibrary.export'))}>
        {t('office.planLibrary.export')}
      </a>
    </div>
  )
}
