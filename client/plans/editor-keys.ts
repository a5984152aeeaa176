import { useEffect, useRef } from 'react'
import { say } from '../ui/notices.ts'
import i18next from 'i18next'
import type { Editor } from './editor-state.ts'

/** Ctrl+S saves, Ctrl+Z and Ctrl+Y go back and forth; Delete takes the chosen step away where no text is being typed, Alt and an arrow move it. */
export function useEditorKeys(editor: Editor): void {
  const now = useRef(editor)
  now.current = editor
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { writable, chosen, edit, undo, redo, save, dirty } = now.current
      // A dialog has the keyboard to itself.
      if (!writable || document.querySelector('[role="dialog"][aria-modal="true"]')) return
      const act = actOf(event)
      if (act === null) return
      if ((act === 'remove' || act === 'up' || act === 'down') && (chosen === null || isTyping(event.target))) return
      event.preventDefault()
      if (act === 'save' && dirty) void save().then((done) => done && say(i18next.t('office.planEditor.saved')))
      if (act === 'undo') undo?.()
      if (act === 'redo') redo?.()
      if (chosen === null) return
      if (act === 'remove') edit({ do: 'remove', step: chosen })
      if (act === 'up' || act === 'down') edit({ do: 'move', step: chosen, by: act === 'up' ? -1 : 1 })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

type Act = 'save' | 'undo' | 'redo' | 'remove' | 'up' | 'down'

function actOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Act | null {
  const letter = key.toLowerCase()
  if (ctrlKey || metaKey) return letter === 's' ? 'save' : letter === 'y' || (letter === 'z' && shiftKey) ? 'redo' : letter === 'z' ? 'undo' : null
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null
  return key === 'Delete' ? 'remove' : null
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
