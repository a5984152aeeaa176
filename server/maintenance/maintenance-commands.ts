import type { CommandHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = () => Promise.reject(new Refusal('unavailable'))

export const maintenanceCommands: CommandHandlers<'maintenance.accept' | 'maintenance.change' | 'maintenance.dismiss'> = {
  'maintenance.accept': notYet,
  'maintenance.change': notYet,
  'maintenance.dismiss': notYet,
}
