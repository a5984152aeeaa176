import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { posts, type Post } from '#shared/people.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { PersonField } from './person-field.tsx'
import type { RunFormProps } from './run-form.ts'

/** Something that no plan foresaw becomes a step of its own. */
export function AddStepForm({ activation, title, onClose }: RunFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [instruction, setInstruction] = useState('')
  const [post, setPost] = useState<Post>('security')
  const [person, setPerson] = useState<string | null>(null)
  const [minutes, setMinutes] = useState<number | string>('')
  const { run, busy, failure } = useCommand('activation.add-step')
  const send = async () => (await run({ version: activation.version, name, instruction, post, person, minutes: typeof minutes === 'number' ? minutes : null }, activation.id)) && onClose()
  return (
    <OfficeForm title={title} submit={title} busy={busy} failure={failure} disabled={name.trim() === ''} onSubmit={() => void send()} onClose={onClose}>
      <TextInput label={t('run.dialog.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} placeholder={t('run.dialog.nameHint')} maxLength={120} data-autofocus />
      <Textarea label={t('run.dialog.instruction')} value={instruction} onChange={(event) => setInstruction(event.currentTarget.value)} maxLength={2000} autosize minRows={2} />
      <div className="form-pair">
        <Select label={t('run.dialog.post')} data={posts.map((value) => ({ value, label: t(`words.post.${value}`) }))} value={post} onChange={(value) => setPost(posts.find((one) => one === value) ?? post)} allowDeselect={false} />
        <NumberInput label={t('run.dialog.minutes')} value={minutes} onChange={setMinutes} min={1} max={1440} />
      </div>
      <PersonField label={t('run.dialog.person')} community={activation.community} value={person} onChange={setPerson} clearable />
    </OfficeForm>
  )
}
