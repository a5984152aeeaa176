import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Drill } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { OfficeTable } from '../ui/office-page.tsx'
import { timeOf, type DrillGroup } from './drill-rules.ts'
import { useDrillWords } from './drill-state.ts'

export function DrillTable({ group, drills }: { group: DrillGroup; drills: readonly Drill[] }) {
  const { t } = useTranslation()
  const title = t(`office.drills.group.${group}`)
  const head = [t('office.drills.head.plan'), t('office.drills.head.community'), t('office.drills.head.when'), t('office.drills.head.lead'), t('office.drills.head.state')]
  return (
    <section className="drills-group" aria-label={title}>
      <h2>
        {title} <span className="dim">{drills.length}</span>
      </h2>
      <OfficeTable label={title} head={head}>
        {drills.map((drill) => (
          <DrillRow key={drill.id} drill={drill} />
        ))}
      </OfficeTable>
    </section>
  )
}

function DrillRow({ drill }: { drill: Drill }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useDrillWords()(drill)
  const at = timeOf(drill)
  const state = drill.state ?? (drill.endedAt ? 'ended' : 'running')
  return (
    <tr>
      <th scope="row">
        <Link className="link" href={`/plans/drills/${drill.id}`}>{words.plan}</Link>
      </th>
      <td>{words.community}</td>
      <td className="drills-when">{at && `${format.date(at, words.zone)} ${format.time(at, words.zone)}`}</td>
      <td>{drill.lead}</td>
      <td>
        <span className={state === 'cancelled' || state === 'aborted' ? 'dim' : undefined}>{t(`office.drills.state.${state}`)}</span>
      </td>
    </tr>
  )
}
