import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { troubleOf, wrongFields, type Trouble } from './sign-in-rules.ts'

/** One try at a door: busy, and why it did not work; `wrong` by field, where the door says which. */
export function useTry() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const attempt = useCallback(async <T,>(what: () => Promise<T>): Promise<{ answer: T; trouble: null } | { answer: null; trouble: Trouble }> => {
    setBusy(true)
    setTrouble(null)
    setWrong({})
    try {
      return { answer: await what(), trouble: null }
    } catch (error) {
      const met = troubleOf(error)
      setTrouble(met)
      setWrong(wrongFields(error))
      return { answer: null, trouble: met }
    } finally {
      setBusy(false)
    }
  }, [])
  return { attempt, busy, trouble, wrong, clear: () => setTrouble(null) }
}

/** The sentence for it. `wrong`, `forbidden`: what that means at this very door. */
export function TroubleNote({ trouble, wrong, forbidden }: { trouble: Trouble | null; wrong: string; forbidden?: string }) {
  const { t } = useTranslation()
  if (!trouble) return null
  const sentence = (): string => {
    switch (trouble.kind) {
      case 'wait':
        return trouble.seconds === null ? t('signIn.tooMany') : t('door.wait', { count: trouble.seconds })
      case 'unreachable':
        return t('signIn.unreachable')
      case 'wrong':
        return wrong
      case 'late':
        return t('secondFactor.late')
      case 'forbidden':
        return forbidden ?? t('door.failed')
      case 'failed':
        return t('door.failed')
    }
  }
  return (
    <p role="alert" className="late">
      {sentence()}
    </p>
  )
}
