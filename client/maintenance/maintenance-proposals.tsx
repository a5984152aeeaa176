import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandInput } from '#shared/commands.ts'
import type { MaintenanceProposal } from '#shared/maintenance.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Dismissed } from './dismiss-maintenance.tsx'
import { useDayWords, useTaskWords } from './task-words.ts'

type Hands = { zone: string | undefined; hands: boolean; onChanged: () => void; onDismiss: (dismissed: Dismissed) => void }

/** What breaks more than its kind, the clearest first; accepted with one click for the day that is proposed. */
export function MaintenanceProposals({ proposals, over, ...hands }: Hands & { proposals: readonly MaintenanceProposal[]; over: boolean }) {
  const { t } = useTranslation()
  return (
    <section className="maintenance-part not-on-paper" aria-label={t('office.maintenance.proposals')}>
      <h2>
        {t('office.maintenance.proposals')} <span className="dim">{proposals.length}</span>
      </h2>
      {proposals.length === 0 && <p className="office-empty">{t(over ? 'office.maintenance.past' : 'office.maintenance.none')}</p>}
      <ul className="proposals">
        {proposals.map((proposal) => (
          <Proposal key={proposal.key} proposal={proposal} {...hands} />
        ))}
      </ul>
    </section>
  )
}

function Proposal({ proposal, zone, hands, onChanged, onDismiss }: Hands & { proposal: MaintenanceProposal }) {
  const { t } = useTranslation()
  const days = useDayWords()
  const { title, why } = useTaskWords()(proposal, zone)
  const accept = useCommand('maintenance.accept')
  const [edited, edit] = useState<{ day?: string; hours?: number }>({})
  const { key, community, building, device, category, facility } = proposal
  const month = proposal.day.slice(0, 7)
  const [day, hours] = [edited.day ?? proposal.day, edited.hours ?? proposal.hours]
  const work: CommandInput<'maintenance.accept'> = { community, building, device, title: title.slice(0, 120), category, facility, day, hours, why: why.slice(0, 400) }
  const take = async () => {
    if (await accept.run(work)) say(t('office.maintenance.accepted', { day: days(day) }))
    onChanged()
  }
  return (
    <li data-proposal={key}>
      <h3>{title}</h3>
      <p className="dim">{why}</p>
      {hands ? (
        <div className="proposal-hands">
          <TextInput type="date" label={t('office.maintenance.day')} value={day} min={`${month}-01`} max={`${month}-31`} onChange={(event) => edit({ ...edited, day: event.currentTarget.value || proposal.day })} />
          <NumberInput label={t('office.maintenance.hours')} value={hours} min={0.5} max={99} step={0.5} decimalScale={1} onChange={(value) => edit({ ...edited, hours: typeof value === 'number' && value > 0 ? value : proposal.hours })} hideControls />
          <button type="button" className="button button-next" disabled={accept.busy} onClick={() => void take()} aria-label={`${t('office.maintenance.accept')} ${title}`}>
            {t('office.maintenance.accept')}
          </button>
          <button type="button" className="button button-bare" onClick={() => onDismiss({ id: key, title, version: 0, proposal: { ...work, day: proposal.day } })} aria-label={`${t('office.maintenance.dismiss')} ${title}`}>
            {t('office.maintenance.dismiss')}
          </button>
        </div>
      ) : (
        <p>{`${days(day)} ${t('office.maintenance.hoursSum', { hours })}`}</p>
      )}
      <ProblemNote failure={accept.failure} />
    </li>
  )
}
