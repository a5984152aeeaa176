import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OfficeSecret } from '../ui/office-secret.tsx'

/** The password that was just set: the last time that anybody sees it. */
export function HandedOver({ title, name, username, password, onClose }: { title: string; name: string; username: string; password: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={title} size="34rem" lockScroll={false} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div className="form">
        <p>{t('office.members.createdLead', { name })}</p>
        <OfficeSecret label={t('office.members.signInAs', { username })} secret={password} />
        <p className="dim">{t('office.admin.secret.once')}</p>
        <div className="dialog-foot">
          <Button onClick={onClose} data-autofocus>
            {t('office.admin.secret.kept')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
