import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { OfficeEmpty } from '../ui/office-page.tsx'
import { useDrill, useDrillWords, type DrillReply } from './drill-state.ts'
import { ScoreForm } from './score-form.tsx'

/** An observer scores, standing, with one hand. */
export default function ScorePage({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useDrill(id)
  if (query.isError && !query.data) return <OfficeEmpty>{t('office.drills.gone')}</OfficeEmpty>
  return <Asked query={query}>{(reply) => <OneScore reply={reply} again={() => void query.refetch()} />}</Asked>
}

function OneScore({ reply, again }: { reply: DrillReply; again: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { drill, mine } = reply
  const words = useDrillWords()(drill)
  const scored = drill.state === 'running' || drill.state === 'ended'
  return (
    <section className="score-page" aria-label={t('office.drills.scoreTitle')}>
      <Link href={`/plans/drills/${drill.id}`} className="drill-back">{t('office.drills.back')}</Link>
      <h1>
        {t('office.drills.scoreTitle')} <DrillTag />
      </h1>
      <p className="dim">{t('office.drills.of', words)}</p>
      {!scored && <OfficeEmpty>{t(drill.state === 'planned' ? 'office.drills.notYet' : 'office.drills.scoreOver')}</OfficeEmpty>}
      {scored && !may('score.give', drill.community) && <OfficeEmpty>{t('office.admin.forbidden')}</OfficeEmpty>}
      {mine?.struck && <OfficeEmpty>{t('office.drills.mineStruck', { reason: mine.struck.reason })}</OfficeEmpty>}
      {scored && !mine?.struck && may('score.give', drill.community) && <ScoreForm drill={drill} mine={mine} onSent={again} />}
    </section>
  )
}
