import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportCode } from '#shared/report-codes.ts'
import { sees } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { CommunityField, useCommunities } from '../ui/office-fields.tsx'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { CodeEnd } from './code-end.tsx'
import { CodeList } from './code-list.tsx'
import { CodeSheet } from './code-sheet.tsx'
import { fits } from './code-rules.ts'
import './report-codes.css'

/** Codes of one community: made, printed, put up, replaced. */
export default function CodesPage() {
  const { t } = useTranslation()
  const communities = useCommunities(sees.reportCodes)
  const [chosen, setChosen] = useState<string | null>(null)
  const community = chosen ?? communities[0]?.id ?? null
  const [sought, setSought] = useState('')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [printing, setPrinting] = useState(false)
  const [ending, setEnding] = useState<{ code: ReportCode; anew: boolean } | null>(null)
  const codes = useQuery({ queryKey: ['report-codes', community], queryFn: () => ask('reportCodes', { community: community ?? '' }), enabled: community !== null })
  const { run, busy, failure } = useCommand('code.issue')
  const allowed = useMay()
  const hands = community !== null && allowed('code.issue', community)
  const issue = async (everything: boolean) => {
    if (community === null || !(await run({ community, everything }))) return
    say(t('office.reportCodes.issued'))
    await codes.refetch()
  }
  const working = codes.data?.filter(({ revokedAt }) => revokedAt === null) ?? []
  const whole = working.some(({ building, device }) => building === null && device === null)
  const toPrint = working.filter(({ id }) => picked.size === 0 || picked.has(id))
  if (printing) return <CodeSheet codes={toPrint} community={communities.find(({ id }) => id === community)?.name ?? null} onBack={() => setPrinting(false)} />
  return (
    <OfficePage
      title={t('office.reportCodes.title')}
      lead={t('office.reportCodes.lead')}
      actions={
        <>
          {hands && !whole && (
            <button type="button" className="button" disabled={busy} onClick={() => void issue(false)}>
              {t('office.reportCodes.issueCommunity')}
            </button>
          )}
          {hands && (
            <button type="button" className="button" disabled={busy} onClick={() => void issue(true)}>
              {t('office.reportCodes.issueAll')}
            </button>
          )}
          <button type="button" className="button button-next" disabled={toPrint.length === 0} onClick={() => setPrinting(true)}>
            {picked.size > 0 ? t('office.reportCodes.printChosen', { count: toPrint.length }) : t('office.reportCodes.print')}
          </button>
        </>
      }
      filters={
        <>
          <CommunityField
            value={community}
            onChange={(id) => {
              setChosen(id)
              setPicked(new Set())
            }}
            roles={sees.reportCodes}
          />
          <TextInput label={t('office.reportCodes.search')} placeholder={t('office.reportCodes.searchHint')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
        </>
      }
    >
      <ProblemNote failure={failure} />
      {community === null ? (
        <OfficeEmpty>{t('office.reportCodes.choose')}</OfficeEmpty>
      ) : (
        <Asked query={codes}>
          {(rows) =>
            rows.length === 0 ? (
              <OfficeEmpty>
                {t('office.reportCodes.empty')} {hands && t('office.reportCodes.emptyLead')}
              </OfficeEmpty>
            ) : (
              <CodeList codes={rows.filter((row) => fits(row, sought))} community={community} hands={hands} picked={picked} onPick={setPicked} onEnd={(code, anew) => setEnding({ code, anew })} />
            )
          }
        </Asked>
      )}
      {ending && (
        <CodeEnd
          {...ending}
          onClose={() => {
            setEnding(null)
            void codes.refetch()
          }}
        />
      )}
    </OfficePage>
  )
}
