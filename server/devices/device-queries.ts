import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'

const notYet = async (): Promise<never> => {
  throw new Refusal('not-found')
}

export const deviceQueries: QueryHandlers<'device' | 'deviceList' | 'devicesPreview' | 'devicesExport'> = {
  device: notYet,
  deviceList: notYet,
  devicesPreview: notYet,
  devicesExport: notYet,
}
