import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Drill, DrillDuty } from '#shared/drills.ts'
import { useMay } from '../live/session.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { dutyStates } from './drill-rules.ts'
import { useDay, useDrillWords } from './drill-state.ts'

type Props = { duties: readonly DrillDuty[]; drills: readonly Drill[]; onPlan: (duty: DrillDuty) => void }

/** What is due, late first; what is kept stays folded until it is asked for. */
export function DrillDuties({ duties, drills, onPlan }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const kept = duties.filter(({ state }) => state === 'kept')
  const pressing = duties.filter(({ state }) => state !== 'kept')
  const shown = open ? [...pressing, ...kept] : pressing
  const head = [
    t('office.drills.head.community'), t('office.drills.head.scene'), t('office.drills.head.state'), t('office.drills.head.due'), t('office.drills.head.last'), t('office.drills.head.next'),
    <span key="acts" className="unseen">{t('office.admin.actions')}</span>,
  ]
  return (
    <section className="drills-group" aria-label={t('office.drills.duties')}>
      <h2>{t('office.drills.duties')}</h2>
      <p className="dim">
        {duties.length === 0 ? t('office.drills.dutiesNone') : `${dutyStates.flatMap((state) => countOf(duties, state)).map(({ state, count }) => t(`office.drills.dutyCount.${state}`, { count })).join(t('join.comma'))}${t('join.dot')}${t('office.drills.dutiesLead')}`}
      </p>
      {shown.length > 0 && (
        <OfficeTable label={t('office.drills.duties')} head={head}>
          {shown.map((duty) => (
            <DutyRow key={`${duty.community} ${duty.scene}`} duty={duty} next={drills.find(({ id }) => id === duty.next)} onPlan={() => onPlan(duty)} />
          ))}
        </OfficeTable>
      )}
      {kept.length > 0 && (
        <button type="button" className="button button-bare drills-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('office.drills.hideKept') : t('office.drills.showKept', { count: kept.length })}
        </button>
      )}
    </section>
  )
}

const countOf = (duties: readonly DrillDuty[], state: DrillDuty['state']) => {
  const count = duties.filter((duty) => duty.state === state).length
  return count > 0 ? [{ state, count }] : []
}

function DutyRow({ duty, next, onPlan }: { duty: DrillDuty; next: Drill | undefined; onPlan: () => void }) {
  const { t } = useTranslation()
  const day = useDay()
  const may = useMay()
  const words = useDrillWords()({ community: duty.community, plan: null, scene: duty.scene })
  return (
    <tr>
      <th scope="row">{words.community}</th>
      <td>
        {duty.scene ? t(`words.scene.${duty.scene}`) : t('office.drills.any')}
        <small className="dim">{t('office.drills.every', { count: duty.months })}</small>
      </td>
      <td>
        <span className={`duty duty-${duty.state}`}>{t(`office.drills.duty.${duty.state}`)}</span>
      </td>
      <td className="drills-when">{t('office.drills.due', { day: day(duty.dueAt, words.zone) })}</td>
      <td className="drills-when">{duty.proof && duty.provedAt ? <Link className="link" href={`/plans/drills/${duty.proof}`}>{day(duty.provedAt, words.zone)}</Link> : <span className="dim">{t('office.drills.never')}</span>}</td>
      <td className="drills-when">{duty.next && <Link className="link" href={`/plans/drills/${duty.next}`}>{next?.plannedAt ? day(next.plannedAt, words.zone) : t('office.drills.next')}</Link>}</td>
      <td>
        {!duty.next && may('drill.plan', duty.community) && (
          <button type="button" className="button" onClick={onPlan}>
            {t('office.drills.planIt')}
          </button>
        )}
      </td>
    </tr>
  )
}
