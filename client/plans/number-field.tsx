import { NumberInput } from '@mantine/core'
import { useState } from 'react'

type Common = { label: string; max?: number; description?: string; whole?: boolean; placeholder?: string; /** Below zero, and zero, too. */ any?: boolean }
type Props = Common & ({ value: number; onChange: (value: number) => void; needed: true } | { value: number | null; onChange: (value: number | null) => void; needed?: false })

/** A number. What is half typed ("0.") or cannot be is kept as it was typed until the field is left. */
export function NumberField({ value, onChange, needed, whole = false, any = false, ...field }: Props) {
  const [typed, setTyped] = useState<number | string>(value ?? '')
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    if ((typed === '' ? null : Number(typed)) !== value) setTyped(value ?? '')
  }
  const take = (next: number | string) => {
    setTyped(next)
    if (next === '') {
      if (!needed) onChange(null)
      return
    }
    const number = Number(next)
    if (Number.isFinite(number) && (any || number > 0)) onChange(number)
  }
  return <NumberInput {...field} value={typed} allowDecimal={!whole} allowNegative={any} hideControls onChange={take} onBlur={() => setTyped(value ?? '')} />
}
