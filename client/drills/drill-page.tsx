import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '../i18n/format.ts'
import { useNow } from '../live/now.ts'
import { useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { OfficeEmpty } from '../ui/office-page.tsx'
import { DrillActs } from './drill-acts.tsx'
import { DrillInjects } from './drill-injects.tsx'
import { DrillResult } from './drill-result.tsx'
import { DrillScores } from './drill-scores.tsx'
import { useDrill, useDrillWords, type DrillReply } from './drill-state.ts'
import { ResidentScoring } from './resident-scoring.tsx'

/** One drill: before it is held, while it runs, and what came of it. */
export default function DrillPage({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useDrill(id)
  if (query.isError && !query.data) {
    return (
      <OfficeEmpty>
        {t('office.drills.gone')} <Link className="link" href="/plans/drills">{t('office.drills.list')}</Link>
      </OfficeEmpty>
    )
  }
  return <Asked query={query}>{(reply) => <OneDrill reply={reply} again={() => void query.refetch()} />}</Asked>
}

function OneDrill({ reply, again }: { reply: DrillReply; again: () => void }) {
  const { t } = useTranslation()
  const { drill, scores, result, before } = reply
  const words = useDrillWords()(drill)
  const sees = useSees()
  const state = drill.state ?? 'ended'
  const held = state === 'running' || state === 'ended' || state === 'aborted'
  return (
    <section className="office-page drill" aria-label={words.plan}>
      <header className="office-head">
        <div>
          <Link href="/plans/drills" className="drill-back">{t('office.drills.list')}</Link>
          <h1>
            {t('office.drills.of', words)} <DrillTag />
          </h1>
          <Headline reply={reply} />
        </div>
        <DrillActs reply={reply} again={again} />
      </header>
      {drill.note && <p className="drill-note">{drill.note}</p>}
      <div className="drill-columns">
        <div className="drill-side">
          {held ? <DrillResult drill={drill} result={result} before={before} /> : <Aims reply={reply} />}
          {held && <DrillScores drill={drill} scores={scores} again={again} />}
        </div>
        <div className="drill-side">
          {state !== 'cancelled' && (drill.injects?.length || state === 'running') ? <DrillInjects drill={drill} again={again} /> : null}
          {held && state !== 'aborted' && <ResidentScoring drill={drill} again={again} />}
          {drill.activation && held && (
            <nav className="drill-links" aria-label={t('office.drills.report')}>
              {sees('report', drill.community) === 'yes' && <Link className="link" href={`/plans/runs/${drill.activation}/report`}>{t('office.drills.report')}</Link>}
              {sees('findings', drill.community) === 'yes' && <Link className="link" href="/plans/findings">{t('office.drills.findings')}</Link>}
              <Link className="link" href={`/plans/runs/${drill.activation}`}>{t('office.drills.run')}</Link>
            </nav>
          )}
        </div>
      </div>
    </section>
  )
}

/** How it stands, in a line. */
function Headline({ reply: { drill } }: { reply: DrillReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { zone } = useDrillWords()(drill)
  const moment = (at: string): string => `${format.date(at, zone)} ${format.time(at, zone)}`
  const state = drill.state ?? 'ended'
  const took = drill.startedAt ? format.span((Date.parse(drill.endedAt ?? '') - Date.parse(drill.startedAt)) / 1000) : ''
  const parts = [
    t(`office.drills.state.${state}`),
    drill.startedAt ? t('office.drills.startedAt', { time: moment(drill.startedAt) }) : drill.plannedAt ? t('office.drills.plannedAt', { time: moment(drill.plannedAt) }) : '',
    state === 'running' && drill.startedAt ? t('office.drills.running', { time: format.span(Math.max(0, now - Date.parse(drill.startedAt)) / 1000) }) : '',
    drill.endedAt && drill.startedAt ? t('office.drills.lasted', { time: took }) : '',
    t('office.drills.lead_', { name: drill.lead }),
    drill.reason ? t('office.drills.why', { reason: drill.reason }) : '',
  ]
  return <p className="dim">{parts.filter(Boolean).join(t('join.dot'))}</p>
}

function Aims({ reply: { drill } }: { reply: DrillReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="drill-box" aria-label={t('office.drills.objectives')}>
      <h2>{t('office.drills.objectives')}</h2>
      {(drill.objectives ?? []).length === 0 && <p className="dim">{t('office.drills.form.noObjectives')}</p>}
      <ul className="drill-aims">
        {(drill.objectives ?? []).map(({ key, name, minutes }) => (
          <li key={key}>
            {format.name(name)} {minutes ? <small className="dim">{t('office.drills.aims', { count: minutes })}</small> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
