import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Finding } from '#shared/findings.ts'
import { useFormat } from '../i18n/format.ts'
import { usePlans } from '../live/catalogue.ts'
import { useLive } from '../live/live-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { select } from '../ui/desk-state.ts'
import { isOverdue } from './finding-rules.ts'

/** What was found, who has it, what came of it. */
export function FindingLine({ finding, onChange, onClose }: { finding: Finding; onChange: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const now = useNow()
  const owner = useLive((state) => (finding.owner ? state.picture.person.get(finding.owner) : undefined))
  const plans = usePlans().data ?? []
  const plan = plans.find(({ series }) => series === finding.plan)
  const edition = finding.edition ? plans.find(({ id }) => id === finding.edition)?.edition : undefined
  const overdue = isOverdue(finding, now)
  const { order, activation } = finding
  const open = finding.state === 'open'
  return (
    <li data-finding={finding.id} data-state={finding.state}>
      <div className="finding-text">
        <p>{finding.text}</p>
        <p className="dim">
          {[
            plan && format.name(plan.name), t(finding.drill ? 'office.findings.drill' : 'office.findings.real'), t('office.findings.by', { name: finding.by }), format.date(finding.at),
          ].filter(Boolean).join(t('join.dot'))}
        </p>
        {finding.proposal && (
          <p>
            <span className="dim">{t('office.findings.proposed')}{t('join.colon')}</span>
            {finding.proposal}
          </p>
        )}
        {finding.outcome && (
          <p>
            <span className="dim">{t('office.findings.outcome')}{t('join.colon')}</span>
            {finding.outcome}
          </p>
        )}
      </div>
      <div className="finding-who">
        <p>{owner ? format.name(owner.name) : <span className={open ? 'finding-late' : 'dim'}>{t('office.findings.nobody')}</span>}</p>
        {finding.dueOn && (
          <p className={overdue ? 'finding-late' : 'dim'}>
            {overdue && `${t('office.findings.late')}${t('join.dot')}`}
            {t('office.findings.due', { day: format.date(`${finding.dueOn}T12:00:00`) })}
          </p>
        )}
      </div>
      <div className="finding-acts">
        <span className="dim">{t(`office.findings.stateOf.${finding.state}`)}</span>
        {edition !== undefined && <span className="dim">{t('office.findings.takenIn', { edition })}</span>}
        {order && (
          <button type="button" className="link" onClick={() => select({ kind: 'order', id: order })}>
            {t('office.findings.ordered')}
          </button>
        )}
        {activation && (
          <Link className="link not-on-paper" href={`/plans/runs/${activation}/report`}>
            {t('office.findings.report')}
          </Link>
        )}
        {open && may('finding.change', finding.community) && (
          <span className="finding-hands not-on-paper">
            <button type="button" className="button button-bare" onClick={onChange}>
              {t('office.findings.change')}
            </button>
            <button type="button" className="button button-bare" onClick={onClose}>
              {t('office.findings.close')}
            </button>
          </span>
        )}
      </div>
    </li>
  )
}
