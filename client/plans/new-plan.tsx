import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { scenes, type PlanContent, type Scene } from '#shared/plans.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { sendable } from './edit-wire.ts'
import { nameless, starters } from './starters.ts'

/** A plan from nothing: what it is called and for what; the rest is written in the editor. */
export function NewPlan({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const { run, busy, failure } = useCommand('plan.draft')
  const [scene, setScene] = useState<Scene>('burst-pipe')
  const [name, setName] = useState({ zh: '', en: '' })
  const [purpose, setPurpose] = useState({ zh: '', en: '' })
  const submit = async () => {
    const reply = await run(sendable(blank(scene, name, purpose), nameless))
    if (!reply) return
    say(t('office.planLibrary.new.done'))
    go(`/plans/library/${reply.body.id}`)
  }
  return (
    <OfficeForm title={t('office.planLibrary.new.title')} submit={t('office.planLibrary.new.submit')} busy={busy} failure={failure} disabled={!(name.zh.trim() || name.en.trim())} onSubmit={() => void submit()} onClose={onClose} size="44rem">
      <Select
        label={t('office.planLibrary.new.scene')} allowDeselect={false} searchable value={scene} data={scenes.map((one) => ({ value: one, label: t(`words.scene.${one}`) }))}
        onChange={(chosen) => setScene(scenes.find((one) => one === chosen) ?? scene)}
      />
      <div className="form-pair">
        <TextInput label={t('office.planLibrary.new.nameZh')} value={name.zh} onChange={(event) => setName({ ...name, zh: event.currentTarget.value })} maxLength={200} data-autofocus />
        <TextInput label={t('office.planLibrary.new.nameEn')} placeholder={t('office.planLibrary.new.enHint')} value={name.en} onChange={(event) => setName({ ...name, en: event.currentTarget.value })} maxLength={200} />
      </div>
      <div className="form-pair">
        <Textarea label={t('office.planLibrary.new.purposeZh')} value={purpose.zh} onChange={(event) => setPurpose({ ...purpose, zh: event.currentTarget.value })} maxLength={200} autosize minRows={2} />
        <Textarea label={t('office.planLibrary.new.purposeEn')} placeholder={t('office.planLibrary.new.enHint')} value={purpose.en} onChange={(event) => setPurpose({ ...purpose, en: event.currentTarget.value })} maxLength={200} autosize minRows={2} />
      </div>
    </OfficeForm>
  )
}

const blank = (scene: Scene, name: PlanContent['name'], purpose: PlanContent['purpose']): PlanContent => ({
  scene, name, purpose, triggers: [], targetMinutes: null, resources: [], measures: [], standDown: [], acceptMinutes: 2, secondPerson: false,
  steps: [{ key: 's1', kind: 'do', post: 'duty-manager', name: starters.step, instruction: { zh: '', en: '' }, minutes: 5, after: [], notify: null }],
})
