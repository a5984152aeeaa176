import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './i18n/door.ts'
import { useParting } from './live/parting.ts'
import type { Welcome } from './live/sign-in-doors.ts'
import { SignInCode } from './sign-in-code.tsx'
import { SignInPassword } from './sign-in-password.tsx'
import { companyTrouble, doorReason } from './sign-in-rules.ts'
import { Door } from './ui/door.tsx'

/** User name and password, then the second factor of who has one. `wasIn`: this page was signed in until now. */
export default function SignIn({ company, wasIn, onDone }: { company: Welcome['company']; wasIn: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const parting = useParting((state) => state.why)
  const [fromCompany] = useState(() => companyTrouble(location.search))
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [late, setLate] = useState(false)
  useEffect(forgetCompanyTrouble, [])
  if (step === 'code') {
    const back = (tooLate: boolean) => {
      setLate(tooLate)
      setStep('password')
    }
    return (
      <Door title={t('secondFactor.codeTitle')}>
        <SignInCode onDone={onDone} onBack={back} />
      </Door>
    )
  }
  const reason = doorReason(parting, wasIn, fromCompany)
  return (
    <Door title={t('signIn.title')}>
      {(late || reason) && <p role="status">{late ? t('secondFactor.late') : reason && t(`door.why.${reason}`)}</p>}
      <SignInPassword company={company} onCode={() => setStep('code')} onDone={onDone} />
    </Door>
  )
}

/** Said once: a reload of this page, or its bookmark, has nothing to do with it. */
function forgetCompanyTrouble(): void {
  const address = new URL(location.href)
  address.searchParams.delete('sign-in')
  history.replaceState(history.state, '', address)
}
