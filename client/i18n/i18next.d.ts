import 'i18next'
import type { AlarmSheetWords } from './alarm-sheet.ts'
import type { DeviceSheetWords } from './device-sheet.ts'
import type { DoorWords } from './door.ts'
import type { FieldWords } from './field.ts'
import type { FlowWords } from './flow.ts'
import type { InstructionWords } from './instructions.ts'
import type { OfficeWords } from './office.ts'
import type { PairingWords } from './pairing.ts'
import type { PhotoWords } from './photos.ts'
import type { PlanRunWords } from './plan-run.ts'
import type { ReportingWords } from './reporting.ts'
import type { SheetWords } from './sheet.ts'
import type { WarningBlockWords } from './warning-block.ts'
import type { zh } from './zh.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zh & OfficeWords & DoorWords & PairingWords & PhotoWords & ReportingWords & SheetWords & DeviceSheetWords & FieldWords & AlarmSheetWords & WarningBlockWords & InstructionWords & FlowWords & PlanRunWords }
  }
}
