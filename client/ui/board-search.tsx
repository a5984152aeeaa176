import { useEffect, useRef } from 'react'
import './board.css'

type Props = { text: string; onChange: (text: string) => void; placeholder: string; label: string }

/** `/` brings the cursor here. */
export function BoardSearch({ text, onChange, placeholder, label }: Props) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.select()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return <input ref={field} type="search" className="board-search" value={text} onChange={(event) => onChange(event.target.value)} placeholder={placeholder} aria-label={label} maxLength={100} />
}
