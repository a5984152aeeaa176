import { SegmentedControl, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isDrill } from '#shared/modes.ts'
import { scenes, type Scene } from '#shared/plans.ts'
import type { QueryReply } from '#shared/queries.ts'
import { sees } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import '../i18n/plan-run.ts'
import { ask } from '../live/api.ts'
import { useLive } from '../live/live-state.ts'
import { useEpoch } from '../live/now.ts'
import { useWatched } from '../live/own-communities.ts'
import { useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { DrillTag } from '../ui/drill-tag.tsx'
import { OfficeEmpty, OfficePage, OfficeTable } from '../ui/office-page.tsx'
import { useRunPlace } from './run-place.ts'

type Run = QueryReply<'activations'>[number]

const modes = ['all', 'real', 'drill'] as const
type Mode = (typeof modes)[number]
const fits: Record<Mode, (run: Run) => boolean> = { all: () => true, real: ({ mode }) => !isDrill(mode), drill: ({ mode }) => isDrill(mode) }
/** Milliseconds after which the list is read again, beside every change that this screen hears of. */
const again = 30_000

/** What runs and what is over, the newest first. */
export function RunsList() {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('all')
  const [scene, setScene] = useState<Scene | null>(null)
  const { communities, all } = useWatched(sees.activations)
  const heard = useLive((state) => [...state.picture.activation.values()].map(({ id, version }) => `${id}${version}`).join())
  const listed = all ? '' : communities.map(({ id }) => id).join(',')
  const query = useQuery({
    queryKey: ['activations', listed, heard], queryFn: () => ask('activations', { communities: listed }), enabled: communities.length > 0, refetchInterval: again, placeholderData: keepPreviousData,
  })
  return (
    <OfficePage
      title={t('office.runs.title')}
      lead={t('office.runs.lead')}
      filters={
        <>
          <SegmentedControl value={mode} onChange={(value) => setMode(modes.find((one) => one === value) ?? 'all')} aria-label={t('office.runs.mode.label')} data={modes.map((value) => ({ value, label: t(`office.runs.mode.${value}`) }))} />
          <Select
            aria-label={t('office.runs.scene')} placeholder={t('office.runs.anyScene')} data={scenes.map((value) => ({ value, label: t(`words.scene.${value}`) }))} value={scene} clearable searchable
            onChange={(value) => setScene(scenes.find((one) => one === value) ?? null)}
          />
        </>
      }
    >
      <Asked query={query}>{(rows) => <Runs rows={rows} shown={rows.filter((row) => fits[mode](row) && (scene === null || row.scene === scene))} />}</Asked>
    </OfficePage>
  )
}

function Runs({ rows, shown }: { rows: readonly Run[]; shown: readonly Run[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = useRunPlace()
  const judged = useSees()
  const now = useEpoch(1000)
  if (shown.length === 0) return <OfficeEmpty>{t(rows.length === 0 ? 'office.runs.empty' : 'office.runs.none')}</OfficeEmpty>
  return (
    <OfficeTable label={t('office.runs.list')} head={(['plan', 'state', 'place', 'started', 'duration', 'steps', 'late', 'end'] as const).map((name) => t(`office.runs.column.${name}`))}>
      {shown.map((run) => (
        <tr key={run.id} data-run={run.id}>
          <th scope="row">
            {isDrill(run.mode) && <DrillTag />}{' '}
            <Link className="link" href={`/plans/runs/${run.id}`}>
              {format.name(run.name)}
            </Link>
          </th>
          <td>
            {t(`office.runs.state.${run.state}`)}
            {run.late && <span className="late">{t('join.dot') + t('office.runs.past')}</span>}
          </td>
          <td>{place(run)}</td>
          <td>{format.moment(run.startedAt)}</td>
          <td>{run.state === 'asked' || run.state === 'refused' ? '–' : format.span(((run.finishedAt ? Date.parse(run.finishedAt) : now) - Date.parse(run.startedAt)) / 1000)}</td>
          <td>
            {run.done} / {run.steps}
          </td>
          <td className={run.lateSteps > 0 ? 'late' : 'dim'}>{run.lateSteps}</td>
          <td>
            {run.finishedAt && judged('report', run.community) === 'yes' && (
              <Link className="button" href={`/plans/runs/${run.id}/report`} aria-label={t('office.runs.reportOf', { name: format.name(run.name) })}>
                {t('office.runs.report')}
              </Link>
            )}
          </td>
        </tr>
      ))}
    </OfficeTable>
  )
}
