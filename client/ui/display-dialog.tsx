import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openDialog } from './desk-state.ts'
import { chooseDisplay, useDisplay, type Display } from './display-state.ts'

const number = (value: string): number | null => (Number(value) > 0 ? Number(value) : null)

/** How tall this screen is and from how far it is read; entered once per screen. */
export default function DisplayDialog() {
  const { t } = useTranslation()
  const [display, setDisplay] = useState<Display>(useDisplay())
  return (
    <Modal opened onClose={() => openDialog(null)} title={t('display.title')} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          chooseDisplay(display)
          openDialog(null)
        }}
      >
        <SegmentedControl fullWidth aria-label={t('display.theme')} value={display.theme} onChange={(value) => setDisplay({ ...display, theme: value === 'light' ? 'light' : 'dark' })} data={[{ value: 'dark', label: t('display.dark') }, { value: 'light', label: t('display.light') }]} />
        <div className="form-pair">
          <TextInput type="number" label={t('display.height')} value={display.screenCm ?? ''} onChange={(event) => setDisplay({ ...display, screenCm: number(event.currentTarget.value) })} min={10} max={1000} placeholder={t('display.auto')} data-autofocus />
          <TextInput type="number" label={t('display.distance')} value={display.metres ?? ''} onChange={(event) => setDisplay({ ...display, metres: number(event.currentTarget.value) })} min={0.3} max={30} step={0.5} placeholder={t('display.auto')} />
        </div>
        <p className="dim">{t('display.hint')}</p>
        <div className="dialog-foot">
          <Button type="submit">{t('act.apply')}</Button>
        </div>
      </form>
    </Modal>
  )
}
