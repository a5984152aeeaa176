import { Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceActions, deviceAttributes, deviceKinds, ties, type Device, type DeviceAction, type DeviceKind, type Tie } from '#shared/devices.ts'
import '../i18n/device-sheet.ts'
import { useFormat } from '../i18n/format.ts'
import { housesOf, useCatalogue } from '../live/catalogue.ts'
import { useCommand } from '../live/command-state.ts'
import { say } from '../ui/notices.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { attributeWords } from './device-words.ts'
import { DeviceField } from './device-field.tsx'
import { draftOf, requestOf, type Draft } from './form-rules.ts'

/** A device that is connected where `device` is null, else a change of the one that is there. */
export function DeviceForm({ device, community, onClose }: { device: Device | null; community: string; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const sites = useCatalogue()
  const connect = useCommand('device.connect')
  const change = useCommand('device.change')
  const [draft, setDraft] = useState(() => draftOf(device))
  const set = (more: Partial<Draft>) => setDraft((held) => ({ ...held, ...more }))
  const failure = connect.failure ?? change.failure
  const wrong = (field: string) => failure?.problem?.errors?.find((error) => error.field === field)?.message
  const save = async () => {
    const about = requestOf(draft)
    const reply = device ? await change.run({ version: device.version, ...about }, device.id) : await connect.run({ community, ...about })
    for (const key of ['device', 'device-list', 'devices']) void client.invalidateQueries({ queryKey: [key] })
    if (!reply) return
    say(t(device ? 'deviceSheet.form.changed' : 'deviceSheet.form.done', { name: format.name(about.name) }))
    onClose()
  }
  const text = (name: 'code' | 'zh' | 'en' | 'unit' | 'floor' | 'room' | 'serial' | 'camera' | 'silentAfter' | 'serviceDays' | 'serviceHours', field: string = name) => ({
    value: draft[name], onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }), error: wrong(field), maxLength: 400, autoComplete: 'off',
  })
  const buildings = housesOf(sites, community)
  const title = device ? t('deviceSheet.form.changeOf', { name: format.name(device.name) }) : t('deviceSheet.form.connect')
  return (
    <OfficeForm title={title} submit={t('deviceSheet.form.save')} busy={connect.busy || change.busy} failure={failure} onSubmit={() => void save()} onClose={onClose} size="48rem">
      <div className="form-pair">
        <TextInput label={t('deviceSheet.code')} description={t('deviceSheet.form.codeHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} required withAsterisk={false} data-autofocus {...text('code')} />
        <Select label={t('deviceSheet.kind')} data={deviceKinds.map((value) => ({ value, label: t(`words.deviceKind.${value}`) }))} value={draft.kind} onChange={(value) => value && set({ kind: value as DeviceKind })} allowDeselect={false} searchable />
      </div>
      <div className="form-pair">
        <TextInput label={t('deviceSheet.form.nameZh')} required withAsterisk={false} {...text('zh', 'name.zh')} />
        <TextInput label={t('deviceSheet.form.nameEn')} placeholder={t('deviceSheet.form.nameEnHint')} {...text('en', 'name.en')} />
      </div>
      <div className="form-pair device-where">
        <Select label={t('deviceSheet.form.building')} placeholder={t('deviceSheet.form.noBuilding')} data={buildings.map((row) => ({ value: row.id, label: format.name(row.name) }))} value={draft.building} onChange={(building) => set({ building })} searchable clearable error={wrong('building')} />
        <TextInput label={t('deviceSheet.form.unit')} {...text('unit')} />
        <TextInput label={t('deviceSheet.form.floor')} {...text('floor')} />
        <TextInput label={t('deviceSheet.form.room')} {...text('room')} />
      </div>
      <fieldset className="device-ties">
        <legend>{t('deviceSheet.form.ties')}</legend>
        <p className="dim">{t('deviceSheet.form.tiesHint')}</p>
        <div className="form-pair">
          {ties.map((tie) => (
            <DeviceField key={tie} tie={tie} community={community} self={device?.id ?? null} value={draft[tie]} onChange={(id) => set({ [tie]: id } as Partial<Record<Tie, string | null>>)} error={wrong(tie)} />
          ))}
        </div>
      </fieldset>
      <fieldset className="device-ties">
        <legend>{t('deviceSheet.attributes')}</legend>
        <div className="form-pair">
          {Object.entries(deviceAttributes[draft.kind]).map(([key, form]) => (
            <TextInput
              key={key}
              label={attributeWords(t, key)}
              {...(form.type === 'number' ? { type: 'number', step: 'any', rightSection: form.unit && <span className="dim">{form.unit}</span>, rightSectionWidth: '3.5rem' } : form.type === 'day' ? { type: 'date' } : { maxLength: 200 })}
              autoComplete="off"
              value={draft.attributes[key] ?? ''}
              onChange={(event) => {
                const value = event.currentTarget.value
                setDraft((held) => ({ ...held, attributes: { ...held.attributes, [key]: value } }))
              }}
              error={wrong(`attributes.${key}`)}
            />
          ))}
        </div>
      </fieldset>
      <div className="form-pair">
        <TextInput label={t('deviceSheet.serial')} {...text('serial')} />
        <TextInput label={t('deviceSheet.form.camera')} placeholder={t('deviceSheet.form.cameraHint')} {...text('camera')} />
        <TextInput type="number" min={5} label={t('deviceSheet.form.silentAfter')} placeholder={t('deviceSheet.form.silentHint')} {...text('silentAfter')} />
        <TextInput type="number" min={1} label={t('deviceSheet.form.serviceDays')} {...text('serviceDays')} />
        <TextInput type="number" min={1} label={t('deviceSheet.form.serviceHours')} {...text('serviceHours')} />
      </div>
      <Actions chosen={draft.actions} onChange={(actions) => set({ actions })} />
    </OfficeForm>
  )
}

function Actions({ chosen, onChange }: { chosen: readonly DeviceAction[]; onChange: (chosen: DeviceAction[]) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="device-ties device-actions">
      <legend>{t('deviceSheet.form.actions')}</legend>
      {deviceActions.map((action) => (
        <label key={action}>
          <input type="checkbox" checked={chosen.includes(action)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, action] : chosen.filter((one) => one !== action))} />
          {t(`deviceSheet.action.${action}`)}
        </label>
      ))}
    </fieldset>
  )
}
