import type { MessageDoor, DoorAlarm, DoorPosition, DoorRequest } from '#shared/doors.ts'

/** Something that a machine would have sent. `at`: seconds from the beginning of the record. */
export type Event =
  | { door: 'requests'; at: number; message: Omit<DoorRequest, 'id'> }
  | { door: 'alarms'; at: number; message: Omit<DoorAlarm, 'id'> }
  | { door: 'positions'; at: number; message: DoorPosition }

export type Batch = { door: MessageDoor; messages: object[] }
