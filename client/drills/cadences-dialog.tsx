import { Button, Modal, NumberInput, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cadence } from '#shared/drills.ts'
import { scenes } from '#shared/plans.ts'
import { may as mayDo } from '#shared/roles.ts'
import { ask } from '../live/api.ts'
import { useCommand } from '../live/command-state.ts'
import { meQuery, useMay } from '../live/session.ts'
import { Asked } from '../ui/asked.tsx'
import { say } from '../ui/notices.ts'
import { OfficeConfirm, OfficeForm } from '../ui/office-dialog.tsx'
import { PlaceField, wholeCompany } from '../ui/office-place.tsx'
import { useScopeWords } from '../ui/office-fields.tsx'

/** How often is drilled, and for whom. */
export function CadencesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: me } = useQuery(meQuery)
  const query = useQuery({ queryKey: ['cadences'], queryFn: () => ask('cadences') })
  const place = useScopeWords()
  const [open, setOpen] = useState<Cadence | 'new' | null>(null)
  const company = me?.grants.some(({ role, scope }) => scope.kind === 'everything' && (mayDo['cadence.set'] as readonly string[]).includes(role)) ?? false
  const hands = ({ community }: Cadence): boolean => (community ? may('cadence.end', community) : company)
  const sets = company || me?.communities.some(({ id }) => may('cadence.set', id))
  const back = () => {
    setOpen(null)
    void query.refetch()
  }
  if (open === 'new') return <SetCadence onClose={back} />
  if (open) return <EndCadence cadence={open} onClose={back} />
  return (
    <Modal opened onClose={onClose} title={t('office.drills.cadences.title')} size="36rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        <p className="dim">{t('office.drills.cadences.lead')}</p>
        <Asked query={query}>
          {(rows) =>
            rows.length === 0 ? (
              <p>{t('office.drills.cadences.none')}</p>
            ) : (
              <ul className="cadences">
                {rows.map((row) => (
                  <li key={row.id}>
                    <span>
                      {row.scene ? t(`words.scene.${row.scene}`) : t('office.drills.any')}
                      <small className="dim">{row.community ? place({ kind: 'community', id: row.community }) : t('office.drills.cadences.all')}</small>
                    </span>
                    <span>{t('office.drills.every', { count: row.months })}</span>
                    {hands(row) && (
                      <button type="button" className="button button-bare" onClick={() => setOpen(row)}>
                        {t('office.drills.cadences.end')}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Asked>
        {sets && (
          <div className="dialog-foot">
            <Button onClick={() => setOpen('new')}>{t('office.drills.cadences.set')}</Button>
          </div>
        )}
      </div>
    </Modal>
  )
}

function SetCadence({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('cadence.set')
  const [place, setPlace] = useState(wholeCompany)
  const [scene, setScene] = useState<string>('')
  const [months, setMonths] = useState<number | string>(3)
  const [reason, setReason] = useState('')
  const count = Number(months)
  const submit = () =>
    void run({ community: place.community, scene: scenes.find((one) => one === scene) ?? null, months: count, reason: reason.trim() }).then((reply) => {
      if (!reply) return
      say(t('office.drills.cadences.done'))
      onClose()
    })
  const fits = Number.isInteger(count) && count >= 1 && count <= 60
  return (
    <OfficeForm title={t('office.drills.cadences.setTitle')} submit={t('office.drills.cadences.set')} busy={busy} failure={failure} disabled={!fits || reason.trim() === ''} onSubmit={submit} onClose={onClose}>
      <PlaceField label={t('office.drills.cadences.where')} value={place} onChange={setPlace} regions={false} />
      <div className="form-pair">
        <Select
          label={t('office.drills.cadences.scene')} allowDeselect={false} value={scene} onChange={(value) => setScene(value ?? '')}
          data={[{ value: '', label: t('office.drills.any') }, ...scenes.map((one) => ({ value: one, label: t(`words.scene.${one}`) }))]}
        />
        <NumberInput label={t('office.drills.cadences.months')} value={months} onChange={setMonths} min={1} max={60} allowDecimal={false} hideControls />
      </div>
      <Textarea label={t('office.admin.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={400} autosize minRows={2} />
    </OfficeForm>
  )
}

function EndCadence({ cadence, onClose }: { cadence: Cadence; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('cadence.end')
  const end = (reason: string) =>
    void run({ version: cadence.version, reason }, cadence.id).then((reply) => {
      if (!reply) return
      say(t('office.drills.cadences.ended'))
      onClose()
    })
  return <OfficeConfirm title={t('office.drills.cadences.end')} submit={t('office.drills.cadences.end')} what={t('office.drills.cadences.endWhat')} reason busy={busy} failure={failure} onConfirm={end} onClose={onClose} danger />
}
