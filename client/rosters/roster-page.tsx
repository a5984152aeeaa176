import { useTranslation } from 'react-i18next'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'

export default function RosterPage() {
  const { t } = useTranslation()
  return (
    <OfficePage title={t('office.rosters.title')}>
      <OfficeEmpty>{t('office.admin.empty')}</OfficeEmpty>
    </OfficePage>
  )
}
