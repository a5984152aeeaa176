import { Button, Modal, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drill } from '#shared/drills.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { OfficeSecret } from '../ui/office-secret.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { useDrillWords } from './drill-state.ts'

const spans = [1, 4, 24, 72] as const

/** Residents who watched score by a code, which is shown once. */
export function ResidentScoring({ drill, again }: { drill: Drill; again: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay()
  const { zone } = useDrillWords()(drill)
  const [open, setOpen] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const until = drill.codeUntil
  const hands = may('drill.open-scoring', drill.community)
  if (!hands && !until) return null
  const told = (made: string | null) => {
    setOpen(false)
    setCode(made)
    again()
  }
  return (
    <section className="drill-box" aria-label={t('office.drills.residents')}>
      <h2>{t('office.drills.residents')}</h2>
      <p className="dim">{until ? t(Date.parse(until) > now ? 'office.drills.openUntil' : 'office.drills.closedAt', { time: format.moment(until, zone) }) : t('office.drills.residentsLead')}</p>
      {hands && (
        <button type="button" className="button drill-alone" onClick={() => setOpen(true)}>
          {t(until ? 'office.drills.again' : 'office.drills.openScoring')}
        </button>
      )}
      {open && <OpenScoring drill={drill} onTold={told} />}
      {code && <ShownCode code={code} onClose={() => setCode(null)} />}
    </section>
  )
}

function OpenScoring({ drill, onTold }: { drill: Drill; onTold: (code: string | null) => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('drill.open-scoring')
  const [hours, setHours] = useState<string>('24')
  const submit = () => void run({ version: drill.version, hours: Number(hours) }, drill.id).then((reply) => reply && onTold((reply.once as { code: string } | undefined)?.code ?? null))
  return (
    <OfficeForm title={t('office.drills.openScoring')} submit={t('office.drills.openScoring')} busy={busy} failure={failure} onSubmit={submit} onClose={() => onTold(null)} size="30rem">
      <p>
        {t('office.drills.residentsLead')} {drill.codeUntil && t('office.drills.againWhat')}
      </p>
      <Select label={t('office.drills.hours')} value={hours} onChange={(value) => value && setHours(value)} allowDeselect={false} data={spans.map((count) => ({ value: String(count), label: t('office.drills.hour', { count }) }))} />
    </OfficeForm>
  )
}

function ShownCode({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation()
  const address = `${location.origin}/score/${code}`
  return (
    <Modal opened onClose={onClose} title={t('office.drills.residents')} size="30rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form score-code">
        <p role="alert">{t('office.drills.onceCode')}</p>
        <QrCode text={address} label={t('office.drills.qr')} />
        <OfficeSecret label={t('office.drills.code')} secret={code.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        <OfficeSecret label={t('office.drills.address')} secret={address} />
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('act.close')}</Button>
        </div>
      </div>
    </Modal>
  )
}
