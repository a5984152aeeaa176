import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Shift } from '#shared/shifts.ts'
import { useFormat } from '../i18n/format.ts'
import { useCommand } from '../live/command-state.ts'
import { useNow } from '../live/now.ts'
import { useMay } from '../live/session.ts'
import { say } from '../ui/notices.ts'
import { OfficeConfirm } from '../ui/office-dialog.tsx'
import type { RosterAct, RosterDialogProps } from './roster-dialog.tsx'

type Props = RosterDialogProps & { shift: Shift }

function useShiftWords({ shift, people, community }: Pick<Props, 'shift' | 'people' | 'community'>): { name: string; span: string } {
  const format = useFormat()
  const person = people.find(({ id }) => id === shift.person)
  const { zone } = community
  return {
    name: person ? format.name(person.name) : '–',
    span: `${format.date(shift.startsAt, zone)} ${format.time(shift.startsAt, zone)} – ${format.date(shift.endsAt, zone)} ${format.time(shift.endsAt, zone)}`,
  }
}

/** One shift, and what can be done about it. */
export function ShiftSheet({ shift, onAct, onClose, ...props }: Props & { onAct: (act: RosterAct) => void }) {
  const { t } = useTranslation()
  const { name, span } = useShiftWords({ shift, ...props })
  const may = useMay()
  const over = Date.parse(shift.endsAt) <= useNow()
  const absent = shift.state === 'absent'
  return (
    <Modal opened onClose={onClose} title={name} size="30rem" lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        <p>{span}</p>
        <p className="dim">
          {t('office.rosters.postWord', { post: t(`words.post.${shift.post}`) })} · {t(shift.roster ? 'office.rosters.byRoster' : 'office.rosters.bySelf')}
        </p>
        {absent && <p>✕ {t('office.rosters.absent')}</p>}
        <div className="dialog-foot">
          {!over && may('shift.cancel', shift.community) && (
            <button type="button" className="button button-danger" onClick={() => onAct({ kind: 'cancel', shift })}>
              {t('office.rosters.cancel')}
            </button>
          )}
          {!absent && may('shift.miss', shift.community) && (
            <button type="button" className="button" onClick={() => onAct({ kind: 'miss', shift })}>
              {t('office.rosters.miss')}
            </button>
          )}
          <button type="button" className="button" data-autofocus onClick={onClose}>
            {t('office.rosters.back')}
          </button>
        </div>
      </div>
    </Modal>
  )
}

/** Marks absent or cancels, and says why. */
export function ShiftReason({ kind, shift, onChanged, onClose, ...props }: Props & { kind: 'miss' | 'cancel' }) {
  const { t } = useTranslation()
  const { name, span } = useShiftWords({ shift, ...props })
  const { run, busy, failure } = useCommand(`shift.${kind}`)
  const confirm = async (reason: string) => {
    const reply = await run({ version: shift.version, reason }, shift.id)
    onChanged()
    if (!reply) return
    say(t(kind === 'miss' ? 'office.rosters.missed' : 'office.rosters.cancelled'))
    onClose()
  }
  return (
    <OfficeConfirm
      title={t(`office.rosters.${kind}Of`, { name })}
      what={t(`office.rosters.${kind}What`, { span })}
      submit={t(`office.rosters.${kind}`)}
      reason
      danger={kind === 'cancel'}
      busy={busy}
      failure={failure}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
    />
  )
}
