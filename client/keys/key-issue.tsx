import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { doors, type Door } from '#shared/doors.ts'
import { deviceDoors, type KeySecret, type MachineKey } from '#shared/keys.ts'
import { may } from '#shared/roles.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery } from '../live/session.ts'
import { DeviceChoice } from '../ui/device-choice.tsx'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { useCommunities } from '../ui/office-fields.tsx'
import type { Told } from './key-told.tsx'

const company = 'company'
const roles = may['key.issue']

/** Where a key opens: a community, or the company for who administers that. */
function WhereField({ value, onChange }: { value: string | null; onChange: (where: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const communities = useCommunities(roles)
  const { data: me } = useQuery(meQuery)
  const whole = me?.grants.some(({ role, scope }) => roles.includes(role) && scope.kind === 'everything') ?? false
  return (
    <Select
      label={t('office.keys.where')}
      data={[...(whole ? [{ value: company, label: t('office.keys.company') }] : []), ...communities.map(({ id, name }) => ({ value: id, label: format.name(name) }))]}
      value={value}
      placeholder={t('office.admin.choose')}
      onChange={(id) => id && onChange(id)}
      allowDeselect={false}
      searchable
    />
  )
}

export function KeyIssue({ onTold, onClose }: { onTold: (told: Told) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('key.issue')
  const [name, setName] = useState('')
  const [where, setWhere] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly Door[]>(['alarms'])
  const [device, setDevice] = useState<string | null>(null)
  const [signed, setSigned] = useState(false)
  const submit = () => {
    if (where === null) return
    void run({ name, community: where === company ? null : where, doors: [...chosen], device, signed }).then((reply) => {
      if (reply?.once) onTold({ key: reply.body as MachineKey, secret: reply.once as KeySecret })
    })
  }
  const toggle = (door: Door) => setChosen((held) => doors.filter((one) => (one === door ? !held.includes(one) : held.includes(one))))
  const goTo = (place: string) => {
    setWhere(place)
    setDevice(null)
  }
  const choose = (one: string | null) => {
    setDevice(one)
    if (one !== null) setChosen((held) => held.filter((door) => deviceDoors.includes(door)))
  }
  return (
    <OfficeForm title={t('office.keys.issue')} submit={t('office.keys.issue')} busy={busy} failure={failure} disabled={name.trim() === '' || where === null || chosen.length === 0} onSubmit={submit} onClose={onClose}>
      <TextInput label={t('office.keys.name')} placeholder={t('office.keys.nameHint')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} data-autofocus />
      <WhereField value={where} onChange={goTo} />
      {where !== null && where !== company && (
        <DeviceChoice
          key={where} community={where} value={device} onChange={choose} label={t('office.keys.device')} placeholder={t('office.keys.anyDevice')} nothing={t('office.keys.noDevice')}
          description={t('office.keys.deviceHint')}
        />
      )}
      <fieldset className="key-choice">
        <legend>{t('office.keys.what')}</legend>
        {(device === null ? doors : deviceDoors).map((door) => (
          <label key={door}>
            <input type="checkbox" checked={chosen.includes(door)} onChange={() => toggle(door)} />
            {t(`office.keys.door.${door}`)}
          </label>
        ))}
      </fieldset>
      <label className="key-signed">
        <input type="checkbox" checked={signed} onChange={() => setSigned(!signed)} />
        <span>
          {t('office.keys.signing')}
          <small className="dim">{t('office.keys.signingHint')}</small>
        </span>
      </label>
    </OfficeForm>
  )
}
