import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#shared/findings.ts'
import { categories, type Category } from '#shared/orders.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useLive } from '../live/live-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import type { FindingOf } from './finding-list.tsx'

/** What was found, who sees to it until when, and what it becomes. `held`: one that is there already. */
export function FindingForm({ of, held, onClose }: { of: FindingOf; held: Finding | null; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const people = useLive((state) => state.picture.person)
  const note = useCommand('finding.note')
  const change = useCommand('finding.change')
  const [text, setText] = useState(held?.text ?? '')
  const [owner, setOwner] = useState(held?.owner ?? null)
  const [dueOn, setDueOn] = useState(held?.dueOn ?? '')
  const [category, setCategory] = useState<Category | null>(held?.category ?? null)
  const [proposal, setProposal] = useState(held?.proposal ?? '')
  const staff = [...people.values()].filter(({ community }) => community === of.community)
  const save = async () => {
    const about = { text, owner, dueOn: dueOn || null, category, proposal: proposal.trim() || null }
    const done = held ? await change.run({ version: held.version, ...about, step: held.step }, held.id) : await note.run({ ...of, ...about })
    if (!done) return
    say(t(held ? 'office.findings.saved' : 'office.findings.noted'))
    onClose()
  }
  return (
    <OfficeForm
      title={t(held ? 'office.findings.changeTitle' : 'office.findings.noteTitle')} submit={t(held ? 'office.findings.save' : 'office.findings.note')} busy={note.busy || change.busy} failure={note.failure ?? change.failure}
      disabled={text.trim() === ''} onSubmit={() => void save()} onClose={onClose} size="40rem"
    >
      <Textarea label={t('office.findings.text')} placeholder={t('office.findings.textHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={2000} autosize minRows={2} data-autofocus />
      <div className="form-pair">
        <Select label={t('office.findings.owner')} data={staff.map((person) => ({ value: person.id, label: `${format.name(person.name)} · ${t(`words.post.${person.post}`)}` }))} value={owner} onChange={setOwner} searchable clearable placeholder={t('office.findings.nobody')} />
        <TextInput type="date" label={t('office.findings.dueOn')} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
      </div>
      <Select
        label={t('office.findings.order')} data={[{ value: '', label: t('office.findings.orderNone') }, ...categories.map((value) => ({ value, label: t(`words.category.${value}`) }))]} value={category ?? ''}
        onChange={(value) => setCategory(categories.find((one) => one === value) ?? null)} disabled={held?.order !== undefined && held.order !== null} allowDeselect={false}
      />
      <Textarea label={t('office.findings.proposal')} placeholder={t('office.findings.proposalHint')} value={proposal} onChange={(event) => setProposal(event.currentTarget.value)} maxLength={2000} autosize minRows={2} />
    </OfficeForm>
  )
}
