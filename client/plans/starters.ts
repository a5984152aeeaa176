import { en, zh } from '../i18n/office/plan-editor.ts'
import type { Starters } from './edit-rules.ts'

const both = <K extends keyof typeof zh.new>(key: K) => ({ zh: zh.new[key], en: en.new[key] })

/** What is new is called so, in both languages, until it is called something else. */
export const starters: Starters = { step: both('step'), yes: both('yes'), no: both('no') }
export const nameless = both('nameless')
