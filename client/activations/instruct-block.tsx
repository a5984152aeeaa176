import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activation, ActivationStep } from '#shared/activations.ts'
import { isDrill } from '#shared/modes.ts'
import { queryPaths } from '#shared/paths.ts'
import type { QueryReply } from '#shared/queries.ts'
import { useFormat } from '../i18n/format.ts'
import { post } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { now } from '../live/now.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

type Props = { activation: Activation; step: ActivationStep; made: string | null; onMade: (id: string) => void }

/** What a device of the place is told, once its code was typed: nothing dangerous by a slip. In a drill it reaches no device. */
export function InstructBlock({ activation, step, made, onMade }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [chosen, choose] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const { run, busy, failure } = useCommand('instruction.give')
  const { community, building, mode } = activation
  const asked = { communities: [community], ...(building ? { building } : {}), kinds: step.instruct ? [step.instruct.device] : [], limit: 200 }
  const { data, isError } = useQuery({ queryKey: ['device-list', asked], queryFn: async () => (await post(queryPaths.deviceList, asked)) as QueryReply<'deviceList'>, enabled: step.instruct != null })
  const device = data?.devices.find(({ id }) => id === chosen) ?? (data?.devices.length === 1 ? data.devices[0] : undefined)
  if (!step.instruct) return null
  if (made) return <p>{t('run.dialog.given')}</p>
  const give = async () => {
    if (!device || !step.instruct) return
    const reply = await run({ device: device.id, action: step.instruct.action, reason: format.name(step.name), confirm: code, at: new Date(now()).toISOString(), ...(isDrill(mode) ? { drill: mode } : {}) })
    if (reply) onMade(reply.body.id)
  }
  return (
    <div className="step-pass">
      {isError && <p className="late">{t('run.dialog.devices')}</p>}
      <Select
        label={t('run.dialog.device')} description={data?.devices.length === 0 ? t('run.dialog.deviceNone') : undefined} value={device?.id ?? null} onChange={choose} searchable
        data={(data?.devices ?? []).map((one) => ({ value: one.id, label: `${format.name(one.name)} ${one.code}` }))}
      />
      {device && <TextInput label={t('run.dialog.deviceCode', { code: device.code })} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" />}
      <button type="button" className="button button-danger" disabled={busy || !device || code.trim() !== device.code} onClick={() => void give()}>
        {t('run.dialog.deviceDo', { act: t(`run.dialog.act.${step.instruct.action}`) })}
      </button>
      {isDrill(mode) && <small className="dim">{t('run.dialog.captured')}</small>}
      <ProblemNote failure={failure} />
    </div>
  )
}
