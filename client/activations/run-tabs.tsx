import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

type Props<N extends string> = { label: string; tabs: readonly { name: N; label: string }[]; value: N; onChange: (name: N) => void; children: ReactNode }

/** Tabs by the pattern of WAI-ARIA: arrows move between them, Tab goes on into what is shown. */
export function RunTabs<N extends string>({ label, tabs, value, onChange, children }: Props<N>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(tabs.findIndex(({ name }) => name === value) + by + tabs.length) % tabs.length]
    if (by === 0 || !next) return
    event.preventDefault()
    onChange(next.name)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus()
  }
  return (
    <>
      <div ref={list} className="run-tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, label: word }) => (
          <button key={name} type="button" role="tab" id={`${id}-${name}`} data-tab={name} aria-selected={name === value} aria-controls={`${id}-panel`} tabIndex={name === value ? 0 : -1} onClick={() => onChange(name)}>
            {word}
          </button>
        ))}
      </div>
      <div className="run-scroll" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} tabIndex={0}>
        {children}
      </div>
    </>
  )
}
