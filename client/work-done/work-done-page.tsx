import { SegmentedControl, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sees } from '#shared/roles.ts'
import { queryPaths } from '#shared/paths.ts'
import { ask } from '../live/api.ts'
import { useWatched } from '../live/own-communities.ts'
import { useSees } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import '../ui/paper.css'
import { spanOf, type Span, type SpanKind } from './span-rules.ts'
import { WorkDoneTables } from './work-done-tables.tsx'
import './work-done.css'

const kinds = ['month', 'before', 'own'] as const satisfies SpanKind[]
const dayIn = (zone: string | undefined): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date())

/** What each person of a community did in a span of days; pay follows it. */
export default function WorkDonePage() {
  const { t } = useTranslation()
  const judged = useSees()
  const [watched] = useWatched(sees.workDone).communities
  const all = useCommunities(sees.workDone)
  const [picked, pick] = useState<string | null>(null)
  const [kind, setKind] = useState<SpanKind>('month')
  const [own, setOwn] = useState<Span | null>(null)
  const community = picked ?? watched?.id ?? all[0]?.id ?? ''
  const today = dayIn(all.find(({ id }) => id === community)?.zone)
  const span = kind === 'own' ? (own ?? spanOf('month', today)) : spanOf(kind, today)
  const sound = span.from !== '' && span.to !== '' && span.from <= span.to
  const params = { community, ...span }
  const query = useQuery({ queryKey: ['work-done', params], queryFn: () => ask('workDone', params), enabled: community !== '' && sound, refetchInterval: 300_000, placeholderData: keepPreviousData })
  return (
    <OfficePage
      title={t('office.workDone.title')}
      lead={t('office.workDone.lead')}
      actions={
        judged('workDoneExport', community) === 'yes' && sound && (
          <a className="button" href={`${queryPaths.workDoneExport}?${new URLSearchParams(params)}`} download title={t('office.workDone.exportHint')}>
            {t('office.workDone.export')}
          </a>
        )
      }
      filters={
        <>
          <CommunityField value={community || null} onChange={pick} roles={sees.workDone} />
          <SegmentedControl
            value={kind}
            onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'month')}
            aria-label={t('office.workDone.span.label')}
            data={kinds.map((value) => ({ value, label: t(`office.workDone.span.${value}`) }))}
          />
          {kind === 'own' &&
            (['from', 'to'] as const).map((end) => (
              <TextInput key={end} type="date" label={t(`office.workDone.${end}`)} value={span[end]} max={today} onChange={(event) => setOwn({ ...span, [end]: event.currentTarget.value })} />
            ))}
        </>
      }
    >
      {sound ? (
        <Asked query={query}>{(rows) => (rows.length === 0 ? <OfficeEmpty>{t('office.workDone.empty')}</OfficeEmpty> : <WorkDoneTables rows={rows} />)}</Asked>
      ) : (
        <p className="late" role="alert">
          {t('office.workDone.badSpan')}
        </p>
      )}
    </OfficePage>
  )
}
