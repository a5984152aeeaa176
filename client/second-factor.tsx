import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './i18n/door.ts'
import { meQuery } from './live/session.ts'
import type { Enrolment } from './live/sign-in-doors.ts'
import { BackupCodes } from './second-factor-backup.tsx'
import { SecondFactorConfirm } from './second-factor-confirm.tsx'
import { SecondFactorPassword } from './second-factor-password.tsx'
import { Door } from './ui/door.tsx'
import './second-factor.css'

type Step = { name: 'password' } | { name: 'confirm'; enrolment: Enrolment } | { name: 'keep'; backupCodes: string[] }

/** `needed`: the role demands it, and the way out is to sign out; `own` wishes lead back. `replace`: the present one holds until the new one is confirmed. */
type Props = { why: 'needed' | 'own'; replace?: boolean; onLeave: () => void; onDone: () => void }

/** Password again, authenticator, its first code, and the backup codes, which are shown this once. */
export default function SecondFactor({ why, replace = false, onLeave, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  // Signed out meanwhile: whoever asks again is led to the door.
  const onOver = () => void client.refetchQueries({ queryKey: meQuery.queryKey })
  const [step, setStep] = useState<Step>({ name: 'password' })
  const out = step.name !== 'keep' && (
    <button type="button" className="button button-bare second-factor-out" onClick={onLeave}>
      {t(why === 'needed' ? 'secondFactor.off' : 'act.cancel')}
    </button>
  )
  return (
    <Door title={t(step.name === 'keep' ? 'secondFactor.keepTitle' : replace ? 'secondFactor.replaceTitle' : 'secondFactor.title')}>
      {step.name === 'password' && (
        <>
          <p className="dim">{t(why === 'needed' ? 'secondFactor.lead' : replace ? 'secondFactor.replaceLead' : 'secondFactor.ownLead')}</p>
          <SecondFactorPassword replace={replace} onOver={onOver} onBegun={(enrolment) => setStep({ name: 'confirm', enrolment })} />
        </>
      )}
      {step.name === 'confirm' && <SecondFactorConfirm enrolment={step.enrolment} onOver={onOver} onConfirmed={() => setStep({ name: 'keep', backupCodes: step.enrolment.backupCodes })} />}
      {step.name === 'keep' && <BackupCodes codes={step.backupCodes} onKept={onDone} />}
      {out}
    </Door>
  )
}
