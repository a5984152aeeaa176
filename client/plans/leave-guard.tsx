import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'

/** Asks before unsaved changes are left behind by a link; the browser asks before its tab goes. */
export function LeaveGuard({ dirty, onSave, onDrop }: { dirty: boolean; onSave: () => Promise<boolean>; onDrop: () => void }) {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [to, setTo] = useState<string | null>(null)
  useEffect(() => {
    if (!dirty) return
    const unload = (event: BeforeUnloadEvent) => event.preventDefault()
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const href = link?.getAttribute('href')
      if (!href?.startsWith('/') || link?.hasAttribute('download') || link?.target || event.ctrlKey || event.metaKey || event.shiftKey || href === location.pathname) return
      event.preventDefault()
      event.stopPropagation()
      setTo(href)
    }
    window.addEventListener('beforeunload', unload)
    document.addEventListener('click', click, true)
    return () => {
      window.removeEventListener('beforeunload', unload)
      document.removeEventListener('click', click, true)
    }
  }, [dirty])
  if (to === null) return null
  const leave = () => {
    setTo(null)
    go(to)
  }
  return (
    <Modal opened onClose={() => setTo(null)} title={t('office.planEditor.leaving.title')} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        <p>{t('office.planEditor.leaving.what')}</p>
        <div className="dialog-foot">
          <button type="button" className="button button-bare" onClick={() => setTo(null)}>
            {t('office.planEditor.leaving.stay')}
          </button>
          <button
            type="button" className="button button-danger"
            onClick={() => {
              onDrop()
              leave()
            }}
          >
            {t('office.planEditor.leaving.leave')}
          </button>
          <button type="button" className="button button-next" data-autofocus onClick={() => void onSave().then((done) => (done ? leave() : setTo(null)))}>
            {t('office.planEditor.leaving.save')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
