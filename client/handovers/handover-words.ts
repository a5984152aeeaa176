import i18next from 'i18next'
import { en, zh } from '../i18n/office/handovers.ts'

// The desk opens a sheet without loading the words of the whole office.
i18next.addResourceBundle('zh', 'translation', { office: { handovers: zh } }, true, true)
i18next.addResourceBundle('en', 'translation', { office: { handovers: en } }, true, true)
